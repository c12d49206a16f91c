// The thread pane: one message and its replies.
import { el } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { channelOf, messagesOf, on, openThread, repliesOf, store } from "../core/store.js";
import { Composer } from "./composer.js";
import { MessageList } from "./message_list.js";

export function threadPane() {
  const list = new MessageList({ label: "Thread", inThread: true, empty: "This message is gone." });
  const composer = new Composer({ label: "Reply", said: () => list.toNewest() });
  const where = el("span", { class: "pane-note" });
  const away = el(
    "button",
    { type: "button", class: "icon-button", "aria-label": "Close the thread", on: { click: () => close() } },
    icon("close"),
  );
  const node = el(
    "aside",
    { class: "pane thread-pane", "aria-label": "Thread" },
    el("div", { class: "pane-head" }, el("h2", {}, "Thread"), where, away),
    list.node,
    composer.node,
  );
  let shown = null;

  function show() {
    if (!store.thread) return;
    const { channel, ts } = store.thread;
    const place = channelOf(channel);
    where.textContent = place?.kind === "channel" ? `#${place.name}` : store.bot.name;
    list.show(channel, [...messagesOf(channel).filter((message) => message.ts === ts), ...repliesOf(channel, ts)]);
    if (shown === `${channel} ${ts}`) return;
    shown = `${channel} ${ts}`;
    composer.moveTo(channel, ts, "Reply…");
    composer.focus();
  }

  function close() {
    const ts = store.thread?.ts;
    shown = null;
    openThread(null, null);
    document.querySelector(`.conversation [data-ts="${CSS.escape(ts ?? "")}"]`)?.focus();
  }

  const touched = (frame) => frame.channel === store.thread?.channel && show();
  ["message", "message_changed", "message_deleted"].forEach((event) => on(event, touched));
  on("state", show);
  on("place", () => void (shown = null));
  return { node, show, close };
}
