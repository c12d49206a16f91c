// JSON one can open and close, every value as text.
import { el } from "../core/dom.js";

const OPEN_DEPTH = 2;

/** A value as a tree; objects deeper than two levels start closed. */
export function jsonTree(value, depth = 0) {
  if (value === null || typeof value !== "object") return leaf(value);
  const entries = Object.entries(value);
  const [before, after] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) return el("span", { class: "json-mark" }, before + after);
  const rows = entries.map(([key, held]) =>
    el(
      "li",
      {},
      Array.isArray(value) ? null : [el("span", { class: "json-key" }, key), ": "],
      jsonTree(held, depth + 1),
    ),
  );
  const size = el("span", { class: "json-size" }, `${before} ${entries.length} ${after}`);
  return el(
    "details",
    { class: "json-branch", open: depth < OPEN_DEPTH },
    el("summary", {}, size),
    el("ul", {}, ...rows),
  );
}

function leaf(value) {
  const kind = value === null ? "null" : typeof value;
  return el("span", { class: `json-${kind}` }, kind === "string" ? JSON.stringify(value) : String(value));
}
