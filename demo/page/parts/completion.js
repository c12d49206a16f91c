// What the composer offers while one writes: commands, their subcommands, people and channels.
import { el, fill, freshId } from "../core/dom.js";
import { store } from "../core/store.js";
import { floatBeside } from "../layers/layer.js";

export class Completion {
  #close = null;
  #items = [];
  #marked = -1;
  #steered = false;

  /** `changed` is told when a completion has been written into `input`. */
  constructor(input, changed) {
    this.input = input;
    this.changed = changed;
    this.list = el("div", {
      class: "menu listbox",
      role: "listbox",
      id: freshId("offers"),
      "aria-label": "Suggestions",
    });
    this.hint = el("div", { class: "composer-hint", "aria-live": "polite" });
    input.addEventListener("input", () => this.#offer());
    input.addEventListener("blur", () => setTimeout(() => document.activeElement !== input && this.shut(), 120));
  }

  /** True when the key was meant for the list. Enter sends unless the person steered into the list or only began a word. */
  takes(event) {
    if (this.#close === null) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.#steered = true;
      this.#mark(this.#marked + (event.key === "ArrowDown" ? 1 : -1));
      return true;
    }
    const enters = event.key === "Enter" && !event.shiftKey && (this.#steered || this.#items[this.#marked]?.begun);
    if ((event.key === "Tab" && !event.shiftKey) || enters) {
      event.preventDefault();
      this.#write(this.#items[this.#marked]);
      return true;
    }
    return false;
  }

  shut() {
    this.#close?.();
    if (this.input.value === "") fill(this.hint);
  }

  #offer() {
    const before = this.input.value.slice(0, this.input.selectionStart);
    this.#items = commandOffers(before) ?? subcommandOffers(before) ?? mentionOffers(before) ?? [];
    this.#hint(before);
    this.#steered = false;
    if (this.#items.length === 0) return this.shut();
    if (this.#close === null) {
      this.#close = floatBeside(this.input.closest(".composer-box"), this.list, {
        matchWidth: true,
        onClose: () => this.#shutDown(),
      });
      this.input.setAttribute("aria-expanded", "true");
      this.input.setAttribute("aria-controls", this.list.id);
    }
    fill(
      this.list,
      this.#items.map((item) => this.#row(item)),
    );
    this.#mark(0);
    return this.#close.place();
  }

  #row(item) {
    const words = el(
      "span",
      { class: "menu-words across" },
      el("span", { class: "menu-label" }, item.label),
      el("span", { class: "menu-hint" }, item.hint ?? ""),
    );
    const row = el(
      "div",
      { class: "menu-item", role: "option", id: freshId("offer"), "aria-selected": "false" },
      words,
    );
    row.addEventListener("pointerdown", (event) => event.preventDefault());
    row.addEventListener("click", () => this.#write(item));
    return row;
  }

  #mark(index) {
    const rows = [...this.list.children];
    this.#marked = (index + rows.length) % rows.length;
    rows.forEach((row, at) => {
      row.classList.toggle("marked", at === this.#marked);
      row.setAttribute("aria-selected", String(at === this.#marked));
    });
    this.input.setAttribute("aria-activedescendant", rows[this.#marked].id);
    rows[this.#marked].scrollIntoView({ block: "nearest" });
  }

  #write(item) {
    const at = this.input.selectionStart;
    const rest = this.input.value.slice(at);
    this.input.value = `${this.input.value.slice(0, item.from)}${item.word} ${rest.trimStart()}`;
    const caret = item.from + item.word.length + 1;
    this.input.setSelectionRange(caret, caret);
    this.changed();
    this.#offer();
  }

  #hint(text) {
    const match = text.match(/^(\/\S+)\s+(\S+)\s/);
    const command = match && store.commands.find((one) => one.command === match[1]);
    const found = command?.subcommands?.find((one) => one.word === match[2]);
    fill(this.hint, found ? [el("code", {}, `${match[1]} ${found.word}`), " ", found.hint] : null);
  }

  #shutDown() {
    this.#close = null;
    this.#marked = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-controls");
    this.input.removeAttribute("aria-activedescendant");
  }
}

function commandOffers(text) {
  if (!/^\/\S*$/.test(text)) return null;
  const fits = store.commands.filter((one) => one.command.startsWith(text.toLowerCase()));
  return fits.map((one) => ({
    from: 0,
    word: one.command,
    label: one.command,
    hint: one.description,
    begun: one.command !== text,
  }));
}

function subcommandOffers(text) {
  const match = text.match(/^(\/\S+)\s+(\S*)$/);
  const command = match && store.commands.find((one) => one.command === match[1]);
  if (!command) return null;
  const fits = (command.subcommands ?? []).filter(
    (one) => one.word.startsWith(match[2].toLowerCase()) && one.word !== match[2],
  );
  return fits.map((one) => ({
    from: text.length - match[2].length,
    word: one.word,
    label: one.word,
    hint: one.hint,
    begun: match[2] !== "",
  }));
}

function mentionOffers(text) {
  const match = text.match(/(?:^|\s)([@#])([\p{L}\p{N}_-]*)$/u);
  if (!match) return null;
  const from = text.length - match[2].length - 1;
  const all =
    match[1] === "@"
      ? people()
      : store.channels
          .filter((one) => one.kind === "channel")
          .map((one) => ({ word: `#${one.name}`, hint: one.topic }));
  const fits = all
    .filter((one) => `${one.word} ${one.hint}`.toLowerCase().includes(match[2].toLowerCase()))
    .slice(0, 8);
  return fits.map((one) => ({ ...one, from, label: one.word, begun: true }));
}

function people() {
  const bot = { word: `@${store.bot.name}`, hint: "bot" };
  return [bot, ...[...store.people.values()].map((one) => ({ word: `@${one.name}`, hint: one.real_name }))];
}
