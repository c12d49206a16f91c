// One message: who, when, what, and what one can do with it.
import { drawBlocks } from "../blocks/blocks.js";
import { el, ownUrl, safeUrl } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { tell } from "../core/server.js";
import { dismiss, emit, nameOf, openThread, repliesOf, store } from "../core/store.js";
import { Surface } from "../core/surface.js";
import { openMenu } from "../layers/menu.js";
import { momentOf, longDay, timeOf } from "../text/dates.js";
import { emoji } from "../text/emoji.js";
import { mrkdwn } from "../text/mrkdwn.js";

/** Draws a message of a channel. `joined`: it follows one of the same sender closely. `inThread`: shown in the thread pane. */
export function drawMessage(channel, message, { joined, inThread }) {
  const surface = new Surface({
    kind: "message",
    container: { type: "message", channel, ts: message.ts },
    onFailure: (words, control) => complain(node, words, control),
  });
  const body = message.blocks?.length
    ? drawBlocks(message.blocks, surface)
    : el("div", { class: "message-text" }, mrkdwn(message.text));
  const words = [
    message.ephemeral ? whisperMark(channel, message) : null,
    joined ? null : nameLine(message),
    body,
    edited(message),
    files(message),
    reactions(message),
    inThread ? null : replies(channel, message),
  ];
  const side = joined
    ? el("time", { class: "side-time", "aria-hidden": "true" }, timeOf(message.ts))
    : avatar(message.user);
  const node = el(
    "article",
    {
      class: `message${joined ? " joined" : ""}${message.ephemeral ? " whisper" : ""}`,
      tabindex: "-1",
      "aria-label": `${nameOf(message.user)}, ${timeOf(message.ts)}`,
      dataset: { ts: message.ts },
    },
    el("div", { class: "message-side" }, side),
    el("div", { class: "message-body" }, ...words),
    tools(channel, message, inThread),
  );
  return node;
}

/** Initials on a calm colour that is always the same for one person. */
export function avatar(userId) {
  const isBot = userId === store.bot.user_id;
  const initials = nameOf(userId)
    .split(/\s+/)
    .map((word) => word[0])
    .slice(0, 2)
    .join("")
    .toUpperCase();
  const tone = [...userId].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7) % 6;
  return el(
    "span",
    { class: isBot ? "avatar avatar-bot" : `avatar tone-${tone}`, "aria-hidden": "true" },
    isBot ? initials[0] : initials,
  );
}

function nameLine(message) {
  return el(
    "div",
    { class: "message-head" },
    el("span", { class: "sender" }, nameOf(message.user)),
    message.bot ? el("span", { class: "bot-tag" }, "bot") : null,
    el("time", { class: "message-time", title: longDay(momentOf(message.ts)) }, timeOf(message.ts)),
  );
}

function whisperMark(channel, message) {
  return el(
    "div",
    { class: "whisper-mark" },
    icon("eye"),
    "Only visible to you",
    el(
      "button",
      { type: "button", class: "text-button", on: { click: () => dismiss(channel, message.ts) } },
      "Dismiss",
    ),
  );
}

function edited(message) {
  return message.edited ? el("span", { class: "edited" }, "(edited)") : null;
}

function files(message) {
  if (!message.files?.length) return null;
  const cards = message.files.map((file) => {
    const href = ownUrl(file.url ?? "") ?? safeUrl(file.url ?? "");
    const words = el(
      "span",
      { class: "file-words" },
      el("span", { class: "file-name" }, file.name),
      el("span", { class: "file-size" }, sizeOf(file.size)),
    );
    return href
      ? el(
          "a",
          { class: "file-card", href, download: file.name, rel: "noopener noreferrer", target: "_blank" },
          icon("file"),
          words,
        )
      : el("div", { class: "file-card" }, icon("file"), words);
  });
  return el("div", { class: "files" }, ...cards);
}

function sizeOf(bytes) {
  if (bytes === undefined || bytes === null) return "";
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function reactions(message) {
  if (!message.reactions?.length) return null;
  return el(
    "div",
    { class: "reactions" },
    ...message.reactions.map((one) => el("span", { class: "reaction" }, emoji(one.name), ` ${one.count}`)),
  );
}

function replies(channel, message) {
  const here = repliesOf(channel, message.ts);
  const count = Math.max(message.reply_count ?? 0, here.filter((reply) => !reply.ephemeral).length);
  if (count === 0 && here.length === 0) return null;
  const people = [...new Set(here.map((reply) => reply.user))].slice(0, 3);
  const words = count === 0 ? "Replies only you see" : count === 1 ? "1 reply" : `${count} replies`;
  const last = here.at(-1);
  return el(
    "button",
    { type: "button", class: "replies", on: { click: () => openThread(channel, message.ts) } },
    el("span", { class: "reply-faces" }, ...people.map(avatar)),
    el("span", { class: "reply-count" }, words),
    last ? el("span", { class: "reply-last" }, `last at ${timeOf(last.ts)}`) : null,
  );
}

function tools(channel, message, inThread) {
  if (message.ephemeral) return null;
  const parent = message.thread_ts ?? message.ts;
  const reply = el(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": "Reply in thread",
      title: "Reply in thread",
      on: { click: () => openThread(channel, parent) },
    },
    icon("thread"),
  );
  const more = el(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": "More actions",
      title: "More actions",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
    },
    icon("more"),
  );
  more.addEventListener("click", () =>
    openMenu(more, messageActs(channel, message, inThread, parent), { label: "Message actions", align: "end" }),
  );
  return el("div", { class: "message-tools" }, inThread ? null : reply, more);
}

function messageActs(channel, message, inThread, parent) {
  const own = [{ label: "Copy text", choose: () => navigator.clipboard?.writeText(message.text ?? "") }];
  if (!inThread) own.unshift({ label: "Reply in thread", choose: () => openThread(channel, parent) });
  const shortcuts = store.shortcuts
    .filter((shortcut) => shortcut.type === "message")
    .map((shortcut) => ({
      label: shortcut.name,
      hint: store.bot.name,
      icon: icon("bolt"),
      choose: () => tell("shortcut", { callback_id: shortcut.callback_id, channel, ts: message.ts }),
    }));
  return shortcuts.length ? [...own, { heading: "Message shortcuts" }, ...shortcuts] : own;
}

function complain(node, words, control) {
  if (!node.isConnected) {
    emit("refused", words); // the message was drawn anew meanwhile
    return;
  }
  node.querySelector(".press-fault")?.remove();
  const place = control.closest(".block") ?? node.querySelector(".message-body");
  place.append(el("div", { class: "press-fault", role: "alert" }, icon("warning"), words || "That did not work."));
}
