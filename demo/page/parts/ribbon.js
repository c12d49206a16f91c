// The ribbon at the bottom: whether the bot is there, how the last act was acknowledged, and the door to the wire log.
import { el, fill } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { botConnected } from "../core/server.js";
import { emit, on, store } from "../core/store.js";
import { clockNow } from "../text/dates.js";

const LOOK_MS = 10_000;

export function ribbon() {
  const line = el("span", { class: "line-state" });
  const last = el("span", { class: "last-ack", role: "status", "aria-live": "polite" });
  const count = el("span", { class: "wire-total" });
  const toggle = el(
    "button",
    { type: "button", class: "wire-toggle", "aria-expanded": "false", on: { click: () => emit("toggle-wire") } },
    icon("wire"),
    el("span", {}, "Wire log"),
    count,
  );
  const node = el("footer", { class: "ribbon" }, line, last, toggle);

  const say = (kind, ...words) => {
    last.className = `last-ack ${kind}`;
    fill(last, words);
  };
  const look = async () => {
    const connected = await botConnected();
    const state = connected === null ? "off" : connected ? "on" : "waiting";
    line.className = `line-state ${state}`;
    fill(line, { on: "bot connected", waiting: "no bot connected", off: "workspace not reachable" }[state]);
  };

  on("line", (isUp) => {
    if (isUp) say("quiet", "");
    else say("failed", "Connection lost, trying again…");
    look();
  });
  on("waiting", (what) => say("quiet", `${what}: waiting for the bot…`));
  on("ack", (frame) => {
    // An answer with faults beside fields is an acknowledgement, too: it only has no error of its own.
    if (frame.ok || !frame.error)
      say(
        "good",
        icon("check"),
        `acknowledged in ${frame.ms} ms`,
        el("span", { class: "ack-what" }, `${frame.what}, ${clockNow()}`),
      );
    else say("failed", icon("warning"), el("span", {}, `${frame.what} failed with the error “${frame.error}”`));
  });
  on("state", () => fill(count, String(store.wire.length || "")));
  on("wire", () => fill(count, String(store.wire.length)));
  on("wire-open", (isOpen) => toggle.setAttribute("aria-expanded", String(isOpen)));
  setInterval(look, LOOK_MS);
  look();
  return node;
}
