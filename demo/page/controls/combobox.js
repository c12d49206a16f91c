// A list one types into. Knows nothing of Slack: entries are {key, label, hint?}, in groups {label, entries}.
import { el, fill, freshId } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { floatBeside } from "../layers/layer.js";

/**
 * Draws a combobox. `load(words)` resolves to groups or throws words for the person; `changed(entries)` gets the choice.
 * With `multi` the choice is a row of chips (at most `most`), else one entry.
 */
export function combobox({ chosen, multi = false, most = Infinity, clearable = false, placeholder, labels, actionId, load, changed }) {
  const listId = freshId("list");
  const input = el("input", {
    type: "text",
    class: "combo-input",
    role: "combobox",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    "aria-haspopup": "listbox",
    autocomplete: "off",
    placeholder,
    dataset: { action: actionId },
    ...labels,
  });
  const clear = el("button", { type: "button", class: "icon-button small", "aria-label": "Clear", tabindex: "-1", on: { click: () => choose([]) } }, icon("close"));
  const chips = el("span", { class: "chips" });
  const frame = el("div", { class: multi ? "combo multi" : "combo" }, chips, input, clear, icon("down"));
  const list = el("div", { class: "menu listbox", role: "listbox", id: listId, "aria-multiselectable": multi ? "true" : null });
  let close = null;
  let shown = [];
  let marked = -1;
  let asked = 0;
  let current = chosen;

  const search = () => (multi || input.dataset.typed === "yes" ? input.value.trim() : "");

  function draw() {
    if (multi) fill(chips, current.map((entry) => chip(entry)));
    else input.value = current[0]?.label ?? "";
    input.placeholder = current.length && multi ? "" : placeholder;
    clear.hidden = multi || !clearable || current.length === 0;
    input.dataset.typed = "no";
  }

  function chip(entry) {
    const remove = el("button", { type: "button", class: "chip-remove", "aria-label": `Remove ${entry.label}`, on: { click: () => choose(current.filter((one) => one.key !== entry.key)) } }, icon("close"));
    return el("span", { class: "chip" }, entry.label, remove);
  }

  function choose(entries) {
    current = entries;
    if (multi) input.value = "";
    draw();
    shut();
    changed(current);
    input.focus();
  }

  function pick(entry) {
    if (!multi) return choose([entry]);
    const without = current.filter((one) => one.key !== entry.key);
    if (without.length < current.length) return choose(without);
    return current.length < most ? choose([...current, entry]) : undefined;
  }

  async function refresh() {
    asked += 1;
    const mine = asked;
    const late = setTimeout(() => mine === asked && fill(list, el("div", { class: "menu-note" }, "Looking…")), 150);
    let groups;
    try {
      groups = await load(search());
    } catch (refusal) {
      groups = [{ label: null, entries: [], note: refusal.message }];
    }
    clearTimeout(late);
    if (mine !== asked || close === null) return;
    shown = groups.flatMap((group) => group.entries);
    fill(list, groups.map(groupOf), shown.length === 0 ? el("div", { class: "menu-note" }, groups[0]?.note ?? "Nothing matches") : null);
    mark(search() ? 0 : Math.max(0, shown.findIndex((entry) => entry.key === current[0]?.key)));
    close.place();
  }

  function groupOf(group) {
    const heading = group.label ? el("div", { class: "menu-heading", role: "presentation" }, group.label) : null;
    return [heading, ...group.entries.map((entry) => row(entry))];
  }

  function row(entry) {
    const isChosen = current.some((one) => one.key === entry.key);
    const words = el("span", { class: "menu-words" }, el("span", { class: "menu-label" }, entry.label), entry.hint ? el("span", { class: "menu-hint" }, entry.hint) : null);
    const node = el("div", { class: "menu-item", role: "option", id: freshId("option"), "aria-selected": String(isChosen) }, words, isChosen ? icon("check") : null);
    node.addEventListener("pointerdown", (event) => event.preventDefault());
    node.addEventListener("click", () => pick(entry));
    return node;
  }

  function mark(index) {
    const rows = [...list.querySelectorAll('[role="option"]')];
    marked = rows.length ? (index + rows.length) % rows.length : -1;
    rows.forEach((node, at) => node.classList.toggle("marked", at === marked));
    const node = rows[marked];
    if (!node) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", node.id);
    return node.scrollIntoView({ block: "nearest" });
  }

  function show() {
    if (close === null) {
      close = floatBeside(frame, list, { matchWidth: true, onClose: closed });
      input.setAttribute("aria-expanded", "true");
      input.setAttribute("aria-controls", listId);
    }
    refresh();
  }

  function shut() {
    if (close !== null) close();
  }

  function closed() {
    close = null;
    marked = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-controls");
    input.removeAttribute("aria-activedescendant");
    if (!multi) draw();
  }

  input.addEventListener("input", () => {
    input.dataset.typed = "yes";
    show();
  });
  input.addEventListener("blur", () => setTimeout(() => document.activeElement !== input && !list.contains(document.activeElement) && shut(), 120));
  frame.addEventListener("click", (event) => {
    if (event.target.closest("button")) return;
    input.focus();
    if (!multi) input.select();
    if (close === null) show();
  });
  input.addEventListener("keydown", (event) => {
    const isOpen = close !== null;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (isOpen) mark(marked + (event.key === "ArrowDown" ? 1 : -1));
      else show();
    } else if (event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      if (isOpen && shown[marked]) pick(shown[marked]);
      else if (!isOpen) show();
    } else if (event.key === "Tab" && isOpen) {
      shut();
    } else if (event.key === "Backspace" && multi && input.value === "" && current.length) {
      choose(current.slice(0, -1));
    }
  });
  draw();
  return frame;
}
