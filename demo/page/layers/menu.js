// Menus: a button, a short list of acts, arrow keys.
import { el, freshId } from "../core/dom.js";
import { floatBeside } from "./layer.js";

/**
 * Opens a menu beside `button`. Items: {label, hint?, checked?, danger?, icon?, choose()} or {heading}.
 * The chosen item gives focus back to the button before it acts.
 */
export function openMenu(button, items, { label, align = "start" } = {}) {
  if (button.getAttribute("aria-expanded") === "true") return;
  const list = el("div", { class: "menu", role: "menu", "aria-label": label ?? null, id: freshId("menu") });
  list.append(...items.map((item) => entry(item, (act) => choose(act))));
  button.setAttribute("aria-expanded", "true");
  const close = floatBeside(button, list, { align, onClose: () => button.setAttribute("aria-expanded", "false") });
  list.addEventListener("keydown", (event) => steer(event, list, close, button));
  (list.querySelector('[aria-checked="true"]') ?? list.querySelector("[role^=menuitem]"))?.focus();

  function choose(act) {
    close();
    button.focus();
    act();
  }
}

function entry(item, choose) {
  if (item.heading) return el("div", { class: "menu-heading", role: "presentation" }, item.heading);
  const radio = item.checked !== undefined;
  return el(
    "button",
    {
      type: "button",
      class: item.danger ? "menu-item danger" : "menu-item",
      role: radio ? "menuitemradio" : "menuitem",
      "aria-checked": radio ? String(item.checked) : null,
      tabindex: "-1",
      on: { click: () => choose(item.choose) },
    },
    item.icon ?? null,
    el(
      "span",
      { class: "menu-words" },
      el("span", { class: "menu-label" }, item.label),
      item.hint ? el("span", { class: "menu-hint" }, item.hint) : null,
    ),
  );
}

function steer(event, list, close, button) {
  const entries = [...list.querySelectorAll("[role^=menuitem]")];
  const at = entries.indexOf(document.activeElement);
  const targets = {
    ArrowDown: entries[(at + 1) % entries.length],
    ArrowUp: entries[(at - 1 + entries.length) % entries.length],
    Home: entries[0],
    End: entries.at(-1),
  };
  const letter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.key !== " ";
  const started =
    letter &&
    [...entries.slice(at + 1), ...entries].find((item) =>
      item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()),
    );
  const target = targets[event.key] ?? started;
  if (target) {
    event.preventDefault();
    target.focus();
  } else if (event.key === "Tab") {
    close();
    button.focus();
  }
}
