// Elements one presses: button, link button, overflow.
import { el, safeUrl } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { openMenu } from "../layers/menu.js";
import { textObject } from "../text/mrkdwn.js";

const STYLES = { primary: "button primary", danger: "button danger" };

/** A button; one with an address opens it and tells the bot as well, as in Slack. */
export function button(element, place) {
  const look = {
    class: STYLES[element.style] ?? "button",
    "aria-label": element.accessibility_label ?? null,
    dataset: { action: element.action_id ?? "" },
  };
  const href = element.url ? safeUrl(element.url) : null;
  const node = href
    ? el("a", { ...look, href, target: "_blank", rel: "noopener noreferrer" }, textObject(element.text))
    : el("button", { ...look, type: "button" }, textObject(element.text));
  node.addEventListener("click", () => {
    if (node.classList.contains("busy")) return;
    const value = element.value === undefined ? {} : { value: element.value };
    place.surface.act(place.blockId, element, { text: element.text, ...value }, node);
  });
  return node;
}

/** The three dots and their short menu. */
export function overflow(element, place) {
  const node = el(
    "button",
    {
      type: "button",
      class: "button quiet square",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-label": "More actions",
      dataset: { action: element.action_id ?? "" },
    },
    icon("more"),
  );
  node.addEventListener("click", () => {
    const items = (element.options ?? []).map((option) => ({
      label: textObject(option.text),
      hint: option.description ? textObject(option.description) : null,
      choose: () => {
        if (option.url && safeUrl(option.url)) window.open(safeUrl(option.url), "_blank", "noopener");
        place.surface.act(place.blockId, element, { selected_option: option }, node);
      },
    }));
    openMenu(node, items, { label: "More actions", align: "end" });
  });
  return node;
}
