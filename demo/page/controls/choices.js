// Elements one ticks: checkboxes and radio buttons.
import { el, freshId } from "../core/dom.js";
import { textObject } from "../text/mrkdwn.js";

/** Checkboxes: selected_options, in the order of the list. */
export function checkboxes(element, place) {
  const kept = place.surface.values.kept(place.blockId, element.action_id, element.type);
  const chosen = kept?.selected_options ?? element.initial_options ?? [];
  const { group, inputs } = choices("checkbox", element, place, (option) =>
    chosen.some((one) => one.value === option.value),
  );
  const read = () => ({ selected_options: element.options.filter((_, index) => inputs[index].checked) });
  return wire(group, element, place, read);
}

/** Radio buttons: one selected_option or null. */
export function radioButtons(element, place) {
  const kept = place.surface.values.kept(place.blockId, element.action_id, element.type);
  const chosen = kept ? kept.selected_option : element.initial_option;
  const { group, inputs } = choices("radio", element, place, (option) => option.value === chosen?.value);
  const read = () => ({ selected_option: element.options[inputs.findIndex((input) => input.checked)] ?? null });
  return wire(group, element, place, read);
}

function choices(type, element, place, isChosen) {
  const name = freshId(type);
  const inputs = [];
  const rows = element.options.map((option) => {
    const input = el("input", { type, name, checked: isChosen(option), dataset: { action: element.action_id ?? "" } });
    inputs.push(input);
    const description = option.description
      ? el("span", { class: "choice-description" }, textObject(option.description))
      : null;
    return el(
      "label",
      { class: "choice" },
      input,
      el("span", {}, el("span", { class: "choice-label" }, textObject(option.text)), description),
    );
  });
  const group = el(
    "div",
    {
      class: "choices",
      role: type === "radio" ? "radiogroup" : "group",
      "aria-labelledby": place.labelId ?? null,
      "aria-describedby": place.describedBy ?? null,
    },
    ...rows,
  );
  return { group, inputs };
}

function wire(group, element, place, read) {
  place.surface.values.register(place.blockId, element.action_id, () => ({ type: element.type, ...read() }));
  group.addEventListener("change", () => {
    place.onEdit?.();
    if (place.dispatches) place.surface.act(place.blockId, element, read(), group);
  });
  return group;
}
