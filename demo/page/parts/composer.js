// Where one writes: completes commands, keeps a history, hands over files.
import { el } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { tell, upload } from "../core/server.js";
import { emit, store } from "../core/store.js";
import { openMenu } from "../layers/menu.js";
import { Completion } from "./completion.js";

const history = [];

export class Composer {
  #at = null;
  #drafts = new Map();
  #place = { channel: null, thread: null };

  /** `said` hears that something was sent off, before any answer comes. */
  constructor({ label, said = () => {} }) {
    this.said = said;
    this.input = el("textarea", {
      class: "composer-input",
      rows: "1",
      "aria-label": label,
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      autocomplete: "off",
      spellcheck: "true",
    });
    this.completion = new Completion(this.input, () => this.#grow());
    this.picker = el("input", {
      type: "file",
      class: "unseen",
      tabindex: "-1",
      "aria-hidden": "true",
      on: { change: () => this.#attach([...this.picker.files]) },
    });
    const attach = el(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": "Attach a file",
        title: "Attach a file",
        on: { click: () => this.picker.click() },
      },
      icon("attach"),
    );
    this.bolt = el(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": "Shortcuts",
        title: "Shortcuts",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        on: { click: () => this.#shortcuts() },
      },
      icon("bolt"),
    );
    this.sendButton = el(
      "button",
      {
        type: "button",
        class: "icon-button send-button",
        "aria-label": "Send",
        title: "Send (Enter)",
        disabled: true,
        on: { click: () => this.#send() },
      },
      icon("send"),
    );
    this.node = el(
      "div",
      { class: "composer" },
      this.completion.hint,
      el("div", { class: "composer-box" }, this.bolt, attach, this.picker, this.input, this.sendButton),
    );
    this.input.addEventListener("input", () => this.#grow());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.node.addEventListener("dragover", (event) => event.preventDefault());
    this.node.addEventListener("drop", (event) => {
      event.preventDefault();
      this.#attach([...event.dataTransfer.files]);
    });
  }

  /** Writes to another place now; what was begun in the old one is kept there. */
  moveTo(channel, thread, placeholder) {
    this.#drafts.set(this.#placeKey(), this.input.value);
    this.#place = { channel, thread };
    this.input.value = this.#drafts.get(this.#placeKey()) ?? "";
    this.input.placeholder = placeholder;
    this.#at = null;
    this.completion.shut();
    this.#grow();
  }

  focus() {
    this.input.focus();
  }

  #placeKey() {
    return `${store.person} ${this.#place.channel} ${this.#place.thread}`;
  }

  #grow() {
    this.input.style.height = "auto";
    const tall = this.input.scrollHeight; // 0 while another view hides it: it is one line high then, not none
    if (tall > 0) this.input.style.height = `${Math.min(tall, 180)}px`;
    this.sendButton.disabled = this.input.value.trim() === "";
  }

  #key(event) {
    if (event.isComposing || this.completion.takes(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "ArrowUp" && (this.input.value === "" || this.#at !== null)) {
      this.#recall(event, -1);
    } else if (event.key === "ArrowDown" && this.#at !== null) {
      this.#recall(event, 1);
    } else if (event.key.length === 1 || event.key === "Backspace") {
      this.#at = null;
    }
  }

  #recall(event, step) {
    if (history.length === 0) return;
    event.preventDefault();
    const at = (this.#at ?? history.length) + step;
    if (at >= history.length) {
      this.#at = null;
      this.input.value = "";
    } else {
      this.#at = Math.max(0, at);
      this.input.value = history[this.#at];
    }
    this.completion.shut();
    this.#grow();
  }

  async #send() {
    const text = this.input.value.trim();
    if (text === "" || this.#place.channel === null) return;
    if (history.at(-1) !== text) history.push(text);
    this.#at = null;
    this.input.value = "";
    this.completion.shut();
    this.#grow();
    this.said();
    if (text.startsWith("/")) emit("waiting", text.split(/\s+/).slice(0, 2).join(" "));
    const thread = this.#place.thread ? { thread_ts: this.#place.thread } : {};
    const answer = await tell("say", { channel: this.#place.channel, text, ...thread });
    if (answer.ok) return;
    emit("refused", answer.error);
    if (this.input.value === "" && !text.startsWith("/")) this.input.value = text;
    this.#grow();
  }

  async #attach(files) {
    for (const file of files) {
      const answer = await upload(this.#place.channel, file, this.#place.thread);
      if (!answer.ok) emit("refused", answer.error);
    }
    this.picker.value = "";
    this.focus();
  }

  #shortcuts() {
    const channel = this.#place.channel;
    const items = store.shortcuts
      .filter((shortcut) => shortcut.type === "global")
      .map((shortcut) => ({
        label: shortcut.name,
        hint: store.bot.name,
        icon: icon("bolt"),
        choose: () => tell("shortcut", { callback_id: shortcut.callback_id, channel }),
      }));
    const none = { label: "The bot has no shortcuts yet", choose: () => {} };
    openMenu(this.bolt, [{ heading: "Shortcuts" }, ...(items.length ? items : [none])], { label: "Shortcuts" });
  }
}
