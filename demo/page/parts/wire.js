// The wire log: every request to and from the bot, newest first.
import { el, fill } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { on, store } from "../core/store.js";
import { jsonTree } from "./json_tree.js";

const CLOCK = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hour12: false,
});
const MOST_DRAWN = 200;

/** The pane of the wire log. `closed` is told when the person puts it away. */
export function wirePane(closed) {
  const filter = el("input", {
    type: "search",
    class: "field",
    placeholder: "Filter: method, command, words…",
    "aria-label": "Filter the wire log",
    on: { input: () => draw() },
  });
  const side = el(
    "select",
    { class: "field field-short", "aria-label": "Direction", on: { change: () => draw() } },
    el("option", { value: "" }, "Both ways"),
    el("option", { value: "to bot" }, "To the bot"),
    el("option", { value: "from bot" }, "From the bot"),
  );
  const list = el("ol", { class: "wire-list", "aria-label": "Requests, newest first" });
  const count = el("p", { class: "wire-count", "aria-live": "polite" });
  const away = el(
    "button",
    { type: "button", class: "icon-button", "aria-label": "Close the wire log", on: { click: closed } },
    icon("close"),
  );
  const rows = new Map();
  const node = el(
    "aside",
    { class: "pane wire-pane", "aria-label": "Wire log" },
    el("div", { class: "pane-head" }, el("h2", {}, "Wire log"), away),
    el("div", { class: "wire-filters" }, filter, side),
    count,
    list,
  );

  function draw() {
    if (!node.isConnected) return;
    const words = filter.value.trim().toLowerCase();
    const fits = store.wire.filter(
      (entry) => (!side.value || entry.direction === side.value) && (!words || textOf(entry).includes(words)),
    );
    const drawn = fits.slice(-MOST_DRAWN).reverse();
    const rest = fits.length > drawn.length ? `, the newest ${drawn.length} shown` : "";
    count.textContent = `${fits.length} of ${store.wire.length} requests${rest}`;
    fill(
      list,
      drawn.map((entry) => rowOf(entry)),
    );
  }

  function rowOf(entry) {
    if (rows.get(entry.n)?.entry !== entry) rows.set(entry.n, { entry, node: row(entry) });
    return rows.get(entry.n).node;
  }

  on("wire", draw);
  on("state", () => {
    rows.clear();
    draw();
  });
  return { node, draw, focus: () => filter.focus() };
}

function textOf(entry) {
  entry.sought ??=
    `${entry.direction} ${entry.kind} ${entry.summary} ${JSON.stringify(entry.body ?? "")}`.toLowerCase();
  return entry.sought;
}

function row(entry) {
  const inward = entry.direction === "to bot";
  const body = el("div", { class: "wire-body" });
  const summary = el(
    "summary",
    {},
    el(
      "span",
      {
        class: inward ? "wire-arrow inward" : "wire-arrow",
        role: "img",
        "aria-label": inward ? "to the bot" : "from the bot",
      },
      inward ? "→" : "←",
    ),
    el("span", { class: "wire-kind" }, entry.kind),
    el("span", { class: "wire-ms" }, entry.ms === null || entry.ms === undefined ? "" : `${entry.ms} ms`),
    el("time", { class: "wire-time" }, clock(entry.at)),
    el("span", { class: "wire-summary" }, entry.summary ?? ""),
  );
  const details = el("details", { class: entry.ok === false ? "wire-entry failed" : "wire-entry" }, summary, body);
  details.addEventListener(
    "toggle",
    () => details.open && body.childNodes.length === 0 && body.append(jsonTree(entry.body ?? {})),
  );
  return el("li", {}, details);
}

function clock(at) {
  const moment = new Date(at);
  return Number.isNaN(moment.getTime()) ? "" : CLOCK.format(moment);
}
