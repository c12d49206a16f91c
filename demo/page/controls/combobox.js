// A list one types into. Knows nothing of Slack: entries are {key, label, hint?}, in groups {label, entries, note?}.
import { el, fill, freshId } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { floatBeside } from "../layers/layer.js";

const PATIENCE_MS = 150;

/**
 * Draws a combobox. `load(words)` resolves to groups or throws words for the person; `changed(entries)` gets the choice.
 * With `multi` the choice is a row of chips (at most `most`), else one entry that `clearable` lets one take back.
 */
export function combobox(wishes) {
  return new Combobox(wishes).frame;
}

class Combobox {
  #close = null;
  #shown = [];
  #marked = -1;
  #asked = 0;
  #isTyped = false;

  constructor({ chosen, multi = false, most = Infinity, clearable = false, placeholder, labels, actionId, load, changed }) {
    Object.assign(this, { chosen, multi, most, clearable, placeholder, load, changed });
    this.input = this.#drawInput(labels, actionId);
    this.clear = el(
      "button",
      { type: "button", class: "icon-button small", "aria-label": "Clear", tabindex: "-1", on: { click: () => this.#choose([]) } },
      icon("close"),
    );
    this.chips = el("span", { class: "chips" });
    this.frame = el("div", { class: multi ? "combo multi" : "combo" }, this.chips, this.input, this.clear, icon("down"));
    const many = multi ? "true" : null;
    this.list = el("div", { class: "menu listbox", role: "listbox", id: freshId("list"), "aria-multiselectable": many });
    this.#listen();
    this.#show();
  }

  #drawInput(labels, actionId) {
    return el("input", {
      type: "text",
      class: "combo-input",
      role: "combobox",
      "aria-expanded": "false",
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      autocomplete: "off",
      placeholder: this.placeholder,
      dataset: { action: actionId },
      ...labels,
    });
  }

  #listen() {
    this.input.addEventListener("input", () => {
      this.#isTyped = true;
      this.#open();
    });
    this.input.addEventListener("blur", () => setTimeout(() => this.#isLeft() && this.#close?.(), 120));
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.frame.addEventListener("click", (event) => {
      if (event.target.closest("button")) return;
      this.input.focus();
      if (!this.multi) this.input.select();
      if (this.#close === null) this.#open();
    });
  }

  #isLeft() {
    return document.activeElement !== this.input && !this.list.contains(document.activeElement);
  }

  #key(event) {
    const isOpen = this.#close !== null;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (isOpen) this.#mark(this.#marked + (event.key === "ArrowDown" ? 1 : -1));
      else this.#open();
    } else if (event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      if (!isOpen) this.#open();
      else if (this.#shown[this.#marked]) this.#pick(this.#shown[this.#marked]);
    } else if (event.key === "Tab" && isOpen) {
      this.#close();
    } else if (event.key === "Backspace" && this.multi && this.input.value === "" && this.chosen.length) {
      this.#choose(this.chosen.slice(0, -1));
    }
  }

  // What is searched for; the label of the one choice is no search until somebody types.
  #words() {
    return this.multi || this.#isTyped ? this.input.value.trim() : "";
  }

  #show() {
    if (this.multi) fill(this.chips, this.chosen.map((entry) => this.#chip(entry)));
    else this.input.value = this.chosen[0]?.label ?? "";
    this.input.placeholder = this.chosen.length && this.multi ? "" : this.placeholder;
    this.clear.hidden = this.multi || !this.clearable || this.chosen.length === 0;
    this.#isTyped = false;
  }

  #chip(entry) {
    const without = () => this.#choose(this.chosen.filter((one) => one.key !== entry.key));
    const look = { type: "button", class: "chip-remove", "aria-label": `Remove ${entry.label}`, on: { click: without } };
    return el("span", { class: "chip" }, entry.label, el("button", look, icon("close")));
  }

  #choose(entries) {
    this.chosen = entries;
    if (this.multi) this.input.value = "";
    this.#show();
    this.#close?.();
    this.changed(this.chosen);
    this.input.focus();
  }

  #pick(entry) {
    const without = this.chosen.filter((one) => one.key !== entry.key);
    if (!this.multi) this.#choose([entry]);
    else if (without.length < this.chosen.length) this.#choose(without);
    else if (this.chosen.length < this.most) this.#choose([...this.chosen, entry]);
  }

  #open() {
    if (this.#close === null) {
      this.#close = floatBeside(this.frame, this.list, { matchWidth: true, onClose: () => this.#closed() });
      this.input.setAttribute("aria-expanded", "true");
      this.input.setAttribute("aria-controls", this.list.id);
    }
    this.#refresh();
  }

  #closed() {
    this.#close = null;
    this.#marked = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-controls");
    this.input.removeAttribute("aria-activedescendant");
    if (!this.multi) this.#show();
  }

  async #refresh() {
    this.#asked += 1;
    const mine = this.#asked;
    const say = (words) => fill(this.list, el("div", { class: "menu-note" }, words));
    const late = setTimeout(() => mine === this.#asked && say("Looking…"), PATIENCE_MS);
    let groups;
    try {
      groups = await this.load(this.#words());
    } catch (refusal) {
      groups = [{ label: null, entries: [], note: refusal.message }];
    }
    clearTimeout(late);
    if (mine !== this.#asked || this.#close === null) return;
    this.#shown = groups.flatMap((group) => group.entries);
    if (this.#shown.length) fill(this.list, groups.map((group) => this.#group(group)));
    else say(groups[0]?.note ?? "Nothing matches");
    const current = this.#shown.findIndex((entry) => entry.key === this.chosen[0]?.key);
    this.#mark(this.#words() ? 0 : Math.max(0, current));
    this.#close.place();
  }

  #group(group) {
    const heading = group.label ? el("div", { class: "menu-heading", role: "presentation" }, group.label) : null;
    return [heading, ...group.entries.map((entry) => this.#row(entry))];
  }

  #row(entry) {
    const isChosen = this.chosen.some((one) => one.key === entry.key);
    const hint = entry.hint ? el("span", { class: "menu-hint" }, entry.hint) : null;
    const words = el("span", { class: "menu-words" }, el("span", { class: "menu-label" }, entry.label), hint);
    const look = { class: "menu-item", role: "option", id: freshId("option"), "aria-selected": String(isChosen) };
    const row = el("div", look, words, isChosen ? icon("check") : null);
    row.addEventListener("pointerdown", (event) => event.preventDefault());
    row.addEventListener("click", () => this.#pick(entry));
    return row;
  }

  #mark(index) {
    const rows = [...this.list.querySelectorAll('[role="option"]')];
    this.#marked = rows.length ? (index + rows.length) % rows.length : -1;
    rows.forEach((row, at) => row.classList.toggle("marked", at === this.#marked));
    const row = rows[this.#marked];
    if (row) this.input.setAttribute("aria-activedescendant", row.id);
    else this.input.removeAttribute("aria-activedescendant");
    row?.scrollIntoView({ block: "nearest" });
  }
}
