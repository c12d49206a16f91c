// The stack of modal windows the bot opened: the top one is on the screen.
import { drawBlocks } from "../blocks/blocks.js";
import { el, fill, freshId } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { tell } from "../core/server.js";
import { on, store } from "../core/store.js";
import { Surface } from "../core/surface.js";
import { focusMark, refocus } from "../parts/message_list.js";
import { textObject } from "../text/mrkdwn.js";
import { openDialog, reachable } from "./dialog.js";
import { closeAllLayers } from "./layer.js";

const TROUBLE = "We had some trouble connecting. Try again?";

// view_id -> what was typed, so that going back to a lower view finds it again.
const typed = new Map();
let shown = null;

export function watchModals() {
  on("modals", (frame) => show(frame.errors));
  on("state", () => show());
  on("submit-modal", (viewId) => shown?.view.id === viewId && submit());
}

function show(errors) {
  const view = store.modals.at(-1);
  if (!view) return takeAway();
  const same = shown?.view.id === view.id && shown.view.hash === view.hash;
  if (same) return errors ? showFaults(errors) : undefined;
  remember();
  const focus = shown?.view.id === view.id ? focusMark(shown.body) : null;
  if (shown === null) open();
  draw(view, focus);
  return errors ? showFaults(errors) : undefined;
}

function open() {
  const titleId = freshId("view");
  const parts = {
    titleId,
    head: el("div", { class: "dialog-head" }),
    body: el("div", { class: "dialog-body" }),
    trouble: el("div", { class: "trouble", role: "alert" }),
    feet: el("div", { class: "dialog-feet" }),
  };
  const dialog = openDialog(
    { className: "dialog view-dialog", labelledBy: titleId, onEscape: () => close(false) },
    parts.head,
    parts.body,
    parts.trouble,
    parts.feet,
  );
  shown = { ...parts, dialog, view: {} };
}

function draw(view, focus) {
  closeAllLayers();
  const sameView = shown.view.id === view.id;
  const surface = new Surface({
    kind: "modal",
    container: { type: "view", view_id: view.id },
    kept: typed.get(view.id),
    onFailure: () => fill(shown.trouble, icon("warning"), TROUBLE),
  });
  Object.assign(shown, { view, surface });
  const scrolled = sameView ? shown.body.scrollTop : 0;
  const back =
    store.modals.length > 1
      ? el(
          "button",
          { type: "button", class: "icon-button", "aria-label": "Back", on: { click: () => close(false) } },
          icon("left"),
        )
      : null;
  const away = el(
    "button",
    { type: "button", class: "icon-button", "aria-label": "Close", on: { click: () => close(true) } },
    icon("close"),
  );
  fill(shown.head, back, el("h2", { id: shown.titleId }, textObject(view.title)), away);
  fill(shown.body, drawBlocks(view.blocks ?? [], surface));
  fill(shown.trouble);
  const cancel = el(
    "button",
    { type: "button", class: "button", on: { click: () => close(false) } },
    view.close ? textObject(view.close) : "Cancel",
  );
  shown.submit = view.submit
    ? el("button", { type: "button", class: "button primary", on: { click: submit } }, textObject(view.submit))
    : null;
  fill(shown.feet, cancel, shown.submit);
  shown.body.scrollTop = scrolled;
  if (sameView && focus) refocus(shown.body, focus);
  else if (!sameView) firstFocus(view);
}

function firstFocus(view) {
  const wanted = (view.blocks ?? []).find((block) => block.element?.focus_on_load);
  const start = wanted ? shown.surface.inputs?.get(wanted.block_id) : null;
  if (start) start.focus();
  else (reachable(shown.body).find((node) => node.matches("input, textarea")) ?? reachable(shown.feet).at(-1))?.focus();
}

async function submit() {
  if (!shown?.submit || shown.submit.classList.contains("busy")) return;
  const mine = shown.view;
  const faults = localFaults();
  if (Object.keys(faults).length) {
    showFaults(faults);
    return;
  }
  showFaults({});
  fill(shown.trouble);
  wait(true);
  const answer = await tell("submit", { view_id: mine.id, state: shown.surface.values.state() });
  if (shown?.view.id !== mine.id) return;
  wait(false);
  if (!answer.ok) fill(shown.trouble, icon("warning"), TROUBLE);
  else if (answer.errors && Object.keys(answer.errors).length) showFaults(answer.errors);
}

function wait(isWaiting) {
  shown.submit?.classList.toggle("busy", isWaiting);
  shown.submit?.setAttribute("aria-disabled", String(isWaiting));
  shown.dialog.setAttribute("aria-busy", String(isWaiting));
}

function localFaults() {
  const faults = {};
  for (const [blockId, input] of shown.surface.inputs ?? []) {
    const words = input.check();
    if (words) faults[blockId] = words;
  }
  return faults;
}

function showFaults(faults) {
  const inputs = shown.surface.inputs ?? new Map();
  for (const [blockId, input] of inputs) input.showFault(faults[blockId] ?? null);
  const first = [...inputs.keys()].find((blockId) => faults[blockId]);
  if (first) inputs.get(first).focus();
  const homeless = Object.entries(faults).filter(([blockId]) => !inputs.has(blockId));
  if (homeless.length) fill(shown.trouble, icon("warning"), homeless.map(([, words]) => words).join(" "));
}

async function close(all) {
  if (!shown) return;
  const view = shown.view;
  typed.delete(view.id);
  const answer = await tell("close", { view_id: view.id, ...(all ? { all: true } : {}) });
  // A silent server must not keep a person in a window; the next state tells what is really open.
  if (!answer.ok && shown?.view.id === view.id) takeAway();
}

function remember() {
  if (shown?.surface) typed.set(shown.view.id, shown.surface.values.state().values);
}

function takeAway() {
  if (shown === null) return;
  closeAllLayers();
  shown.dialog.close();
  shown = null;
  typed.clear();
}
