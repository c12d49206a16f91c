// A list of messages that stays where the reader is: at the newest, unless they scrolled up and said nothing since.
import { el, fill } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { repliesOf, store } from "../core/store.js";
import { isoOf, longDay, momentOf } from "../text/dates.js";
import { drawMessage } from "./message.js";

const JOIN_SECONDS = 300;
const NEAR_BOTTOM = 60;

export class MessageList {
  #drawn = new Map();
  #channel = null;
  #count = 0;

  /** `inThread` leaves reply counts and thread buttons out. `empty` is what an empty list says. */
  constructor({ label, inThread, empty }) {
    this.inThread = inThread;
    this.empty = empty;
    this.list = el("div", {
      class: "message-list",
      role: "log",
      "aria-live": "off",
      "aria-label": label,
      tabindex: "0",
    });
    this.newest = el(
      "button",
      { type: "button", class: "newest-button", hidden: true, on: { click: () => this.toNewest() } },
      "New messages",
      icon("down"),
    );
    this.node = el("div", { class: "message-frame" }, this.list, this.newest);
    this.list.addEventListener("scroll", () => this.#isNear() && (this.newest.hidden = true));
    this.list.addEventListener("keydown", (event) => this.#steer(event));
    new ResizeObserver(() => this.pinned && this.toNewest()).observe(this.list);
    this.pinned = true;
  }

  /** Shows these messages of a channel; only what changed is drawn anew. `unread`: how many at the end are new. */
  show(channel, messages, unread = 0) {
    const fresh = channel !== this.#channel;
    if (fresh) this.#drawn.clear();
    const wasNear = fresh || this.#isNear();
    const grew = messages.length > this.#count;
    const focus = focusMark(this.list);
    this.#channel = channel;
    this.#count = messages.length;
    const nodes = this.#arranged(messages, unread);
    if (nodes.length) this.#patch(nodes);
    else fill(this.list, el("p", { class: "empty-note" }, this.empty));
    refocus(this.list, focus);
    if (wasNear) this.toNewest();
    else if (grew) this.newest.hidden = false;
  }

  toNewest() {
    this.list.scrollTop = this.list.scrollHeight;
    this.newest.hidden = true;
  }

  #isNear() {
    const near = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_BOTTOM;
    this.pinned = near;
    return near;
  }

  #arranged(messages, unread) {
    const nodes = [];
    const seen = new Set();
    messages.forEach((message, index) => {
      const before = messages[index - 1];
      const day = isoOf(momentOf(message.ts));
      const newDay = !before || isoOf(momentOf(before.ts)) !== day;
      if (newDay && !this.inThread) nodes.push(this.#divider(`day ${day}`, longDay(momentOf(message.ts))));
      const isFirstNew = unread > 0 && index === messages.length - unread;
      if (isFirstNew) nodes.push(this.#divider("new", "New"));
      const joined = !newDay && !isFirstNew && isJoined(before, message);
      nodes.push(this.#message(message, joined));
      seen.add(message.ts);
    });
    for (const key of this.#drawn.keys())
      if (!seen.has(key) && !key.includes(" ") && key !== "new") this.#drawn.delete(key);
    return nodes;
  }

  #message(message, joined) {
    const replies = this.inThread ? [] : repliesOf(this.#channel, message.ts).map((reply) => reply.ts);
    const print = JSON.stringify([message, joined, replies, store.people.size]);
    const old = this.#drawn.get(message.ts);
    if (old?.print === print) return old.node;
    const node = drawMessage(this.#channel, message, { joined, inThread: this.inThread });
    this.#drawn.set(message.ts, { print, node });
    return node;
  }

  #divider(key, words) {
    if (!this.#drawn.has(key)) {
      const node = el(
        "div",
        { class: key === "new" ? "divider divider-new" : "divider", role: "separator", "aria-label": words },
        el("span", {}, words),
      );
      this.#drawn.set(key, { node });
    }
    return this.#drawn.get(key).node;
  }

  #patch(nodes) {
    const wanted = new Set(nodes);
    for (const child of [...this.list.childNodes]) if (!wanted.has(child)) child.remove();
    nodes.forEach((node, index) => {
      if (this.list.childNodes[index] !== node) this.list.insertBefore(node, this.list.childNodes[index] ?? null);
    });
  }

  #steer(event) {
    const onMessage = event.target.classList.contains("message");
    if (event.target !== this.list && !onMessage) {
      if (event.key === "Escape") event.target.closest(".message")?.focus();
      return;
    }
    const all = [...this.list.querySelectorAll(".message")];
    const at = all.indexOf(event.target);
    const target = {
      ArrowUp: all[at === -1 ? all.length - 1 : at - 1],
      ArrowDown: all[at + 1],
      Home: all[0],
      End: all.at(-1),
    }[event.key];
    if (!target) return;
    event.preventDefault();
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  }
}

function isJoined(before, message) {
  // A card always says whose it is: two of them without a line between would read as one.
  if (!before || before.user !== message.user || before.ephemeral || message.ephemeral || message.blocks?.length)
    return false;
  return Number(message.ts) - Number(before.ts) < JOIN_SECONDS;
}

/** Where the keyboard is inside `root`, so that a drawing anew does not lose it. */
export function focusMark(root) {
  const active = document.activeElement;
  if (!root.contains(active) || active === root) return null;
  const caret =
    "selectionStart" in active && active.type !== "time" ? [active.selectionStart, active.selectionEnd] : null;
  return {
    active,
    ts: active.closest("[data-ts]")?.dataset.ts,
    block: active.closest("[data-block]")?.dataset.block,
    action: active.dataset.action,
    caret,
  };
}

/** Puts the keyboard back on the same control, or on the message that held it. */
export function refocus(root, mark) {
  if (mark === null || mark.active.isConnected) return;
  const home = mark.ts ? root.querySelector(`[data-ts="${CSS.escape(mark.ts)}"]`) : root;
  const block = mark.block ? home?.querySelector(`[data-block="${CSS.escape(mark.block)}"]`) : home;
  const same = mark.action && block?.querySelector(`[data-action="${CSS.escape(mark.action)}"]`);
  (same || (mark.ts ? home : null))?.focus({ preventScroll: true });
  if (same && mark.caret && mark.caret[0] !== null && same.setSelectionRange) same.setSelectionRange(...mark.caret);
}
