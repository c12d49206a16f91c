// The markdown block: common Markdown, read line by line into nodes. Raw HTML in it is words.
import { el, link, pieces } from "../core/dom.js";
import { emoji, knowsEmoji } from "./emoji.js";

const RULE = /^ {0,3}([-*_])(?: *\1){2,} *$/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
const ESCAPED = /^\\([\\`*_{}[\]()#+\-.!~|>])/;

/** Markdown text as nodes. */
export function markdown(text) {
  return el("div", { class: "markdown" }, blocks(String(text ?? "").split("\n")));
}

function blocks(lines) {
  const out = [];
  let at = 0;
  while (at < lines.length) {
    const read = READERS.map((reader) => reader(lines, at)).find((result) => result !== null);
    if (read.node) out.push(read.node);
    at += read.lines;
  }
  return pieces(out);
}

const READERS = [blank, fence, heading, rule, quote, table, list, paragraph];

function blank(lines, at) {
  return lines[at].trim() === "" ? { node: null, lines: 1 } : null;
}

function fence(lines, at) {
  if (!/^ {0,3}```/.test(lines[at])) return null;
  let end = at + 1;
  while (end < lines.length && !/^ {0,3}```\s*$/.test(lines[end])) end += 1;
  const code = lines.slice(at + 1, end).join("\n");
  return { node: el("pre", { class: "code-block", tabindex: "0" }, code), lines: end - at + 1 };
}

function heading(lines, at) {
  const match = lines[at].match(/^ {0,3}(#{1,6})\s+(.*?)\s*#*$/);
  if (!match) return null;
  const level = match[1].length;
  return {
    node: el("p", { class: `md-heading md-h${level}`, role: "heading", "aria-level": level + 2 }, ...inline(match[2])),
    lines: 1,
  };
}

function rule(lines, at) {
  return RULE.test(lines[at]) ? { node: el("hr"), lines: 1 } : null;
}

function quote(lines, at) {
  let end = at;
  while (end < lines.length && /^ {0,3}>/.test(lines[end])) end += 1;
  if (end === at) return null;
  const inner = lines.slice(at, end).map((line) => line.replace(/^ {0,3}> ?/, ""));
  return { node: el("blockquote", {}, blocks(inner)), lines: end - at };
}

function table(lines, at) {
  if (!lines[at].includes("|") || !TABLE_RULE.test(lines[at + 1] ?? "")) return null;
  const aligns = cells(lines[at + 1]).map((cell) =>
    cell.endsWith(":") ? (cell.startsWith(":") ? "center" : "right") : "left",
  );
  let end = at + 2;
  while (end < lines.length && lines[end].includes("|")) end += 1;
  const row = (line, tag) =>
    el(
      "tr",
      {},
      ...cells(line).map((cell, index) => el(tag, { class: `align-${aligns[index] ?? "left"}` }, ...inline(cell))),
    );
  const head = el("thead", {}, row(lines[at], "th"));
  const body = el("tbody", {}, ...lines.slice(at + 2, end).map((line) => row(line, "td")));
  const node = el(
    "div",
    { class: "table-frame", tabindex: "0", role: "region", "aria-label": "Table" },
    el("table", {}, head, body),
  );
  return { node, lines: end - at };
}

function cells(line) {
  return line
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

function list(lines, at) {
  const first = lines[at].match(ITEM);
  if (!first) return null;
  const ordered = /\d/.test(first[2]);
  const items = [];
  let end = at;
  while (end < lines.length) {
    const match = lines[end].match(ITEM);
    const depth = lines[end].length - lines[end].trimStart().length;
    const isSibling = match && depth <= first[1].length + 1 && /\d/.test(match[2]) === ordered;
    if (isSibling) items.push([match[3]]);
    else if (lines[end].trim() !== "" && depth > first[1].length)
      items.at(-1).push(lines[end].slice(Math.min(depth, first[1].length + 2)));
    else break;
    end += 1;
  }
  const nodes = items.map((item) => el("li", {}, itemContent(item)));
  const start = ordered ? { start: parseInt(first[2], 10) } : {};
  return { node: el(ordered ? "ol" : "ul", { class: "md-list", ...start }, ...nodes), lines: end - at };
}

function itemContent([head, ...rest]) {
  const task = head.match(/^\[([ xX])\]\s+(.*)$/);
  const words = task
    ? [
        el(
          "span",
          { class: "task-mark", role: "img", "aria-label": task[1] === " " ? "open" : "done" },
          task[1] === " " ? "☐" : "☑",
        ),
        " ",
        ...inline(task[2]),
      ]
    : inline(head);
  return pieces(words, rest.length ? blocks(rest) : null);
}

function paragraph(lines, at) {
  let end = at + 1;
  while (end < lines.length && READERS.slice(0, -1).every((reader) => reader(lines, end) === null)) end += 1;
  return { node: el("p", {}, ...inline(lines.slice(at, end).join("\n"))), lines: end - at };
}

function inline(text) {
  const out = [];
  let words = "";
  let at = 0;
  while (at < text.length) {
    const read = live(text, at);
    if (read === null) {
      words += text[at];
      at += 1;
    } else {
      out.push(words, read.node);
      words = "";
      at += read.length;
    }
  }
  return [...out, words].filter((piece) => piece !== "");
}

const LIVE = [
  [ESCAPED, (match) => match[1]],
  [/^(`+)([\s\S]*?[^`])\1(?!`)/, (match) => el("code", {}, match[2].trim() || match[2])],
  [/^!\[([^\]]*)\]\(([^)\s]+)(?:\s+"[^"]*")?\)/, (match) => link(match[2], match[1] || match[2])],
  [/^\[([^\]]+)\]\(([^)\s]+)(?:\s+"[^"]*")?\)/, (match) => link(match[2], ...inline(match[1]))],
  [/^<((?:https?:\/\/|mailto:)[^\s<>]+)>/, (match) => link(match[1])],
  [/^\*\*(?=\S)([\s\S]*?\S)\*\*/, (match) => el("strong", {}, ...inline(match[1]))],
  [/^__(?=\S)([\s\S]*?\S)__/, (match) => el("strong", {}, ...inline(match[1]))],
  [/^~~(?=\S)([\s\S]*?\S)~~/, (match) => el("s", {}, ...inline(match[1]))],
  [/^\*(?=[^\s*])([\s\S]*?[^\s*])\*(?!\*)/, (match) => el("em", {}, ...inline(match[1]))],
  [/^_(?=[^\s_])([\s\S]*?[^\s_])_(?![\p{L}\p{N}_])/u, (match) => el("em", {}, ...inline(match[1]))],
  [/^:([a-z0-9_+-]+):/, (match) => (knowsEmoji(match[1]) ? emoji(match[1]) : match[0])],
  [/^https?:\/\/[^\s<>)\]]+[^\s<>)\].,;:!?'"]/, (match) => link(match[0])],
];

function live(text, at) {
  if (!/[\\`![<*_~:h]/.test(text[at])) return null;
  const insideWord = at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1]);
  if (insideWord && (text[at] === "_" || text[at] === "h")) return null;
  const rest = text.slice(at);
  for (const [pattern, draw] of LIVE) {
    const match = rest.match(pattern);
    if (match) return { node: draw(match), length: match[0].length };
  }
  return null;
}
