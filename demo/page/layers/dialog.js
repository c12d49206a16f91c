// Windows over the page: the platform's own <dialog>, with Tab kept inside and focus given back afterwards.
import { el, freshId } from "../core/dom.js";
import { textObject } from "../text/mrkdwn.js";
import { anythingFloats } from "./layer.js";

const REACHABLE = "a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), [tabindex='0']";

/** Opens a modal window around `body`. `onEscape` decides what Escape does. Returns the dialog; `close()` it when done. */
export function openDialog({ className, labelledBy, onEscape }, ...body) {
  const cameFrom = document.activeElement;
  const dialog = el("dialog", { class: className, "aria-labelledby": labelledBy, "aria-modal": "true" }, ...body);
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  // On the document, not the dialog: a control that vanished under the keyboard leaves it on the body.
  const steer = (event) => {
    if ([...document.querySelectorAll("dialog[open]")].at(-1) !== dialog) return;
    if (event.key === "Tab") keepInside(event, dialog);
    if (event.key !== "Escape" || event.defaultPrevented || anythingFloats()) return;
    event.preventDefault();
    onEscape();
  };
  document.addEventListener("keydown", steer);
  dialog.addEventListener("close", () => {
    document.removeEventListener("keydown", steer);
    dialog.remove();
    if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks as the bot's `confirm` object says; true when the person agreed. */
export function askFirst(question) {
  return new Promise((resolve) => {
    const title = freshId("confirm");
    const answer = (agreed) => {
      dialog.close();
      resolve(agreed);
    };
    const deny = el(
      "button",
      { type: "button", class: "button", on: { click: () => answer(false) } },
      textObject(question.deny ?? { text: "Cancel" }),
    );
    const style = question.style === "danger" ? "button danger-fill" : "button primary";
    const agree = el(
      "button",
      { type: "button", class: style, on: { click: () => answer(true) } },
      textObject(question.confirm ?? { text: "Yes" }),
    );
    const dialog = openDialog(
      { className: "dialog confirm-dialog", labelledBy: title, onEscape: () => answer(false) },
      el("h2", { id: title }, textObject(question.title)),
      el("div", { class: "confirm-text" }, textObject(question.text)),
      el("div", { class: "dialog-feet" }, deny, agree),
    );
    deny.focus();
  });
}

/** The controls inside `node` that Tab reaches, in order. */
export function reachable(node) {
  return [...node.querySelectorAll(REACHABLE)].filter((one) => one.tabIndex >= 0 && one.offsetParent !== null);
}

function keepInside(event, dialog) {
  const stops = reachable(dialog);
  if (stops.length === 0) return;
  const at = stops.indexOf(document.activeElement);
  const leaving = event.shiftKey ? at <= 0 : at === stops.length - 1;
  if (!leaving) return;
  event.preventDefault();
  stops.at(event.shiftKey ? -1 : 0).focus();
}
