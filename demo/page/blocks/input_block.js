// The input block: label, control, hint, and the fault beside it.
import { drawElement } from "../controls/elements.js";
import { el, fill, freshId } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { textObject } from "../text/mrkdwn.js";

const GROUPS = new Set(["checkboxes", "radio_buttons", "file_input"]);

/** Draws an input block and registers how to check it: surface.inputs maps block_id to {check(), showFault(words)}. */
export function inputBlock(block, surface, blockId) {
  const labelId = freshId("label");
  const hintId = freshId("hint");
  const faultId = freshId("fault");
  const fault = el("div", { class: "fault", id: faultId, role: "alert" });
  const label = el(
    "span",
    { class: "input-label", id: labelId },
    textObject(block.label),
    block.optional ? el("span", { class: "optional" }, " (optional)") : null,
  );
  const place = {
    surface,
    blockId,
    dispatches: block.dispatch_action === true,
    optional: block.optional === true,
    label: label.textContent,
    labelId,
    describedBy: `${faultId} ${hintId}`,
    onEdit: () => showFault(null),
  };
  const control = drawElement(block.element, place);
  const frame = el(
    "div",
    { class: "input-block" },
    GROUPS.has(block.element.type) ? label : labelFor(label, control),
    control,
    fault,
    el("div", { class: "hint", id: hintId }, block.hint ? textObject(block.hint) : null),
  );

  function showFault(words) {
    fill(fault, words ? [icon("warning"), words] : null);
    frame.classList.toggle("faulty", Boolean(words));
    const field = frame.querySelector("input, textarea, button");
    if (words) field?.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
  }

  function check() {
    const value = surface.values.state().values[blockId]?.[block.element.action_id];
    if (isEmpty(value)) return block.optional ? null : "Please complete this required field.";
    return place.check?.() ?? null;
  }

  surface.inputs ??= new Map();
  surface.inputs.set(blockId, {
    check,
    showFault,
    focus: () => frame.querySelector("input, textarea, button")?.focus(),
  });
  return frame;
}

function labelFor(label, control) {
  const field = control.matches?.("input, textarea, button")
    ? control
    : control.querySelector("input, textarea, button");
  if (!field) return label;
  field.id ||= freshId("field");
  return el("label", { for: field.id, class: "label-line" }, label);
}

function isEmpty(value) {
  if (!value) return false;
  const { type, ...rest } = value;
  return Object.values(rest).every(
    (held) =>
      held === null ||
      held === undefined ||
      (Array.isArray(held) && held.length === 0) ||
      (typeof held === "string" && held.trim() === ""),
  );
}
