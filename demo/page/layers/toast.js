// A few words that come and go: refusals and news without a place of their own.
import { el } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { on } from "../core/store.js";

const STAY_MS = 7000;

export function toasts() {
  const node = el("div", { class: "toasts", role: "status", "aria-live": "polite", popover: "manual" });
  const say = (words, kind) => {
    const away = el("button", { type: "button", class: "icon-button small", "aria-label": "Dismiss" }, icon("close"));
    const toast = el(
      "div",
      { class: `toast ${kind}` },
      kind === "refusal" ? icon("warning") : null,
      el("span", {}, String(words)),
      away,
    );
    const remove = () => {
      toast.remove();
      if (!node.childElementCount && node.matches(":popover-open")) node.hidePopover();
    };
    away.addEventListener("click", remove);
    setTimeout(remove, STAY_MS);
    node.append(toast);
    if (node.matches(":popover-open")) node.hidePopover();
    node.showPopover();
  };
  on("toast", (frame) => say(frame.text, "news"));
  on("refused", (words) => say(words || "That did not work.", "refusal"));
  return node;
}
