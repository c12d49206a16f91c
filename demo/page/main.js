// Puts the page together: bar on top, places at the left, the open one in the middle, panes at the right, ribbon below.
import { el, fill } from "./core/dom.js";
import { listen } from "./core/server.js";
import { botChannel, channelOf, emit, go, nameOf, on, store } from "./core/store.js";
import { watchModals } from "./layers/modals.js";
import { toasts } from "./layers/toast.js";
import { conversation } from "./parts/conversation.js";
import { homePane } from "./parts/home.js";
import { mailPane } from "./parts/mail.js";
import { placeHead } from "./parts/place_head.js";
import { ribbon } from "./parts/ribbon.js";
import { sidebar } from "./parts/sidebar.js";
import { startTheme } from "./parts/theme.js";
import { threadPane } from "./parts/thread.js";
import { topBar } from "./parts/top_bar.js";
import { wirePane } from "./parts/wire.js";
import { spoken } from "./text/mrkdwn.js";

const PERSON_KEY = "dunwell.person";

startTheme();

const places = sidebar();
const talk = conversation();
const home = homePane();
const mail = mailPane();
const thread = threadPane();
const wire = wirePane(() => emit("toggle-wire"));
const note = el("p", { class: "waiting-note", role: "status" }, "Connecting to the local workspace…");
const middle = el("main", { class: "middle", "aria-label": "Conversation" }, note, placeHead(), talk.node, home, mail);
const right = el("div", { class: "right", hidden: true });
const shade = el("div", { class: "shade", on: { click: () => emit("drawer", false) } });
let wireIsOpen = false;

fill(document.getElementById("page"), topBar(), places, shade, middle, right, ribbon(), toasts());
document.body.classList.add("waiting");
watchModals();

on("nobody", () =>
  fill(
    note,
    "The workspace does not know who you are. Open this page with ",
    el("code", {}, "?person="),
    " and the name of somebody here.",
  ),
);
on("state", () => {
  document.body.classList.remove("waiting");
  sessionStorage.setItem(PERSON_KEY, store.person);
  const isThere = store.place?.kind === "home" || store.place?.kind === "mail" || channelOf(store.place?.id) !== undefined;
  if (!isThere) go(placeFromAddress() ?? firstPlace());
});
on("place", (place) => {
  history.replaceState(null, "", `#${place.id ?? place.kind}`);
  talk.node.hidden = place.kind !== "channel";
  home.hidden = place.kind !== "home";
  mail.hidden = place.kind !== "mail";
  showRight();
  emit("drawer", false);
});
on("thread", () => showRight());
on("toggle-wire", () => {
  wireIsOpen = !wireIsOpen;
  showRight();
  if (wireIsOpen) wire.focus();
  emit("wire-open", wireIsOpen);
});
on("drawer", (isOpen) => document.body.classList.toggle("drawer-open", isOpen));
on("message", ({ channel, message }) => {
  if (message.user === store.person) return;
  const place = channelOf(channel);
  const where =
    store.place?.id === channel ? "" : ` in ${place?.kind === "im" ? "your messages" : `#${place?.name ?? channel}`}`;
  document.getElementById("announcer").textContent = `${nameOf(message.user)}${where}: ${spoken(message.text)}`;
});
window.addEventListener("hashchange", () => {
  const place = placeFromAddress();
  if (place) go(place);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog")) return;
  if (document.body.classList.contains("drawer-open")) emit("drawer", false);
  else if (right.contains(document.activeElement)) closeRight();
});

listen(new URLSearchParams(location.search).get("person") ?? sessionStorage.getItem(PERSON_KEY));

function showRight() {
  const pane = wireIsOpen ? wire.node : store.thread ? thread.node : null;
  right.hidden = pane === null;
  document.body.classList.toggle("right-open", pane !== null);
  if (pane === null) fill(right);
  else if (pane.parentNode !== right) fill(right, pane);
  if (wireIsOpen) wire.draw();
  else if (store.thread) thread.show();
}

function closeRight() {
  if (wireIsOpen) {
    emit("toggle-wire");
    document.querySelector(".wire-toggle")?.focus();
  } else {
    thread.close();
  }
}

function placeFromAddress() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (wanted === "home") return { kind: "home" };
  if (wanted === "mail" && store.mail !== null) return { kind: "mail" };
  return channelOf(wanted) ? { kind: "channel", id: wanted } : null;
}

function firstPlace() {
  const first = store.channels.find((channel) => channel.kind === "channel") ?? botChannel();
  return first ? { kind: "channel", id: first.id } : { kind: "home" };
}
