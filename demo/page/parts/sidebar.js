// Places at the left: channels, the bot's own conversation, its Home.
import { el, fill } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { botChannel, go, on, store } from "../core/store.js";
import { avatar } from "./message.js";

/** The navigation; on a phone it is a drawer. */
export function sidebar() {
  const lists = el("div", { class: "sidebar-lists" });
  const node = el("nav", { class: "sidebar", id: "sidebar", "aria-label": "Places" }, lists);
  const show = () => {
    const had = node.contains(document.activeElement) ? document.activeElement.dataset.place : null;
    const channels = store.channels.filter((channel) => channel.kind === "channel");
    const mine = botChannel();
    fill(
      lists,
      group(
        "Channels",
        channels.map((channel) =>
          entry(
            { kind: "channel", id: channel.id },
            el("span", { class: "hash", "aria-hidden": "true" }, "#"),
            channel.name,
            channel.unread,
            channel.archived,
          ),
        ),
      ),
      group("Apps", [
        mine ? entry({ kind: "channel", id: mine.id }, avatar(store.bot.user_id), store.bot.name, mine.unread) : null,
        entry({ kind: "home" }, icon("home"), "App Home", 0),
      ]),
      store.mail === null
        ? null
        : group("Outside", [
            entry({ kind: "mail" }, icon("mail"), "Clients' mail", store.mail.length - store.mailRead),
          ]),
      store.note ? el("p", { class: "sidebar-note" }, store.note) : null,
    );
    if (had) node.querySelector(`[data-place="${CSS.escape(had)}"]`)?.focus();
  };
  ["state", "channels", "unread", "place", "mail"].forEach((event) => on(event, show));
  node.addEventListener("keydown", steer);
  return node;
}

function group(title, entries) {
  return el(
    "section",
    { class: "sidebar-group" },
    el("h2", {}, title),
    el("ul", {}, ...entries.filter(Boolean).map((one) => el("li", {}, one))),
  );
}

function entry(place, mark, name, unread, archived = false) {
  const here = store.place?.kind === place.kind && store.place?.id === place.id;
  const count = unread && !here ? el("span", { class: "unread", "aria-label": `${unread} new` }, String(unread)) : null;
  return el(
    "button",
    {
      type: "button",
      class: `place${here ? " here" : ""}${count ? " has-news" : ""}`,
      "aria-current": here ? "page" : null,
      dataset: { place: place.id ?? place.kind },
      on: { click: () => go(place) },
    },
    el("span", { class: "place-mark" }, mark),
    el("span", { class: "place-name" }, name),
    archived ? el("span", { class: "place-note" }, "archived") : null,
    count,
  );
}

function steer(event) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const all = [...event.currentTarget.querySelectorAll(".place")];
  const next = all[all.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
