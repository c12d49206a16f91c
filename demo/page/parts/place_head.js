// The line above a conversation: its name, its topic, and the two tabs of the bot.
import { el, fill } from "../core/dom.js";
import { botChannel, channelOf, go, on, store } from "../core/store.js";
import { textObject } from "../text/mrkdwn.js";
import { avatar } from "./message.js";

export function placeHead() {
  const node = el("header", { class: "place-head" });
  const show = () => {
    const channel = channelOf(store.place?.id);
    const isBot = store.place?.kind === "home" || channel?.kind === "im";
    fill(node, store.place?.kind === "mail" ? mailHead() : isBot ? botHead() : channelHead(channel));
  };
  ["state", "place", "channels"].forEach((event) => on(event, show));
  return node;
}

function channelHead(channel) {
  if (!channel) return [];
  const people = (channel.members ?? []).filter((id) => id !== store.bot.user_id).length;
  return [
    el("h1", {}, el("span", { class: "hash", "aria-hidden": "true" }, "#"), channel.name),
    channel.topic ? el("p", { class: "topic" }, textObject({ type: "mrkdwn", text: channel.topic })) : null,
    people ? el("span", { class: "member-count" }, people === 1 ? "1 person" : `${people} people`) : null,
  ];
}

function mailHead() {
  return [
    el("h1", {}, "Clients' mail"),
    el("p", { class: "topic" }, "What your clients would have received. It went to this machine and nowhere else."),
  ];
}

function botHead() {
  const mine = botChannel();
  const tab = (label, place, isHere) =>
    el(
      "button",
      { type: "button", class: "tab", role: "tab", "aria-selected": String(isHere), on: { click: () => go(place) } },
      label,
    );
  const atHome = store.place?.kind === "home";
  return [
    el("h1", {}, avatar(store.bot.user_id), store.bot.name),
    el(
      "div",
      { class: "tabs", role: "tablist", "aria-label": store.bot.name },
      tab("Home", { kind: "home" }, atHome),
      mine ? tab("Messages", { kind: "channel", id: mine.id }, !atHome) : null,
    ),
  ];
}
