// The open channel: its messages and where one writes to it.
import { el } from "../core/dom.js";
import { tell } from "../core/server.js";
import { channelOf, messagesOf, on, store } from "../core/store.js";
import { Composer } from "./composer.js";
import { MessageList } from "./message_list.js";

export function conversation() {
  const list = new MessageList({
    label: "Messages",
    inThread: false,
    empty: "Nothing has been said here yet. Type /invoice and press Enter to see what you can do.",
  });
  const composer = new Composer({ label: "Message", said: () => list.toNewest() });
  composer.input.id = "composer";
  const node = el("div", { class: "conversation" }, list.node, composer.node);
  let unread = 0;

  const show = () => {
    if (store.place?.kind !== "channel") return;
    const channel = store.place.id;
    list.show(
      channel,
      messagesOf(channel).filter((message) => !message.thread_ts || message.thread_ts === message.ts),
      unread,
    );
  };
  const touched = (frame) => frame.channel === store.place?.id && show();

  on("place", (place) => {
    if (place.kind !== "channel") return;
    const channel = channelOf(place.id);
    unread = channel?.unread ?? 0;
    show();
    composer.moveTo(place.id, null, placeholder(channel));
    if (unread) tell("read", { channel: place.id });
    if (!matchMedia("(hover: none)").matches && document.activeElement === document.body) composer.focus();
  });
  on("state", show);
  on("message", touched);
  on("message_changed", touched);
  on("message_deleted", touched);
  on(
    "unread",
    (frame) =>
      frame.channel === store.place?.id &&
      frame.unread > 0 &&
      !document.hidden &&
      tell("read", { channel: frame.channel }),
  );
  document.addEventListener("visibilitychange", () => {
    const here = channelOf(store.place?.id);
    if (!document.hidden && here?.unread) tell("read", { channel: here.id });
  });
  return { node };
}

function placeholder(channel) {
  if (!channel) return "Message";
  if (matchMedia("(max-width: 720px)").matches) return `Message ${channel.kind === "im" ? "" : "#"}${channel.name}`;
  return channel.kind === "im"
    ? `Message ${channel.name || store.bot.name}`
    : `Message #${channel.name}, or / for commands`;
}
