// The rich_text block: what a writer's editor makes. Its text nodes are literal: nothing in them is markup.
import { el, link, pieces } from "../core/dom.js";
import { store } from "../core/store.js";
import { filledDate } from "./dates.js";
import { emoji } from "./emoji.js";
import { broadcastMention, channelMention, personMention } from "./mrkdwn.js";

const BULLETS = ["disc", "circle", "square"];
const COUNTERS = ["1", "a", "i"];

/** A rich_text block as nodes. */
export function richText(block) {
  return el("div", { class: "rich-text" }, ...(block.elements ?? []).map(part));
}

function part(element) {
  switch (element.type) {
    case "rich_text_section":
      return el("div", { class: "rich-section" }, ...leaves(element.elements));
    case "rich_text_quote":
      return el("blockquote", {}, ...leaves(element.elements));
    case "rich_text_preformatted":
      return el("pre", { class: "code-block", tabindex: "0" }, ...leaves(element.elements));
    case "rich_text_list":
      return list(element);
    default:
      return el("span", { class: "not-drawn" }, `this stand-in does not draw '${element.type}' yet`);
  }
}

function list(element) {
  const ordered = element.style === "ordered";
  const depth = Math.min(Math.max(element.indent ?? 0, 0), 8);
  const kind = ordered ? { type: COUNTERS[depth % 3], start: (element.offset ?? 0) + 1 } : {};
  const bullet = ordered ? "" : ` bullet-${BULLETS[depth % 3]}`;
  const border = element.border ? " bordered" : "";
  const items = (element.elements ?? []).map((item) => el("li", {}, ...leaves(item.elements)));
  return el(ordered ? "ol" : "ul", { class: `rich-list indent-${depth}${bullet}${border}`, ...kind }, ...items);
}

function leaves(elements) {
  return (elements ?? []).map((leaf) => styled(leaf, bare(leaf)));
}

function bare(leaf) {
  switch (leaf.type) {
    case "text":
      return String(leaf.text ?? "");
    case "link":
      return link(leaf.url, leaf.text || leaf.url);
    case "user":
      return personMention(leaf.user_id);
    case "channel":
      return channelMention(leaf.channel_id);
    case "usergroup":
      return el("span", { class: "mention" }, `@${leaf.usergroup_id}`);
    case "team":
      return el("span", { class: "mention" }, `@${leaf.team_id}`);
    case "broadcast":
      return broadcastMention(leaf.range);
    case "emoji":
      return emoji(leaf.name ?? "");
    case "date":
      return date(leaf);
    case "color":
      return el("code", {}, String(leaf.value));
    default:
      return el("span", { class: "not-drawn" }, `this stand-in does not draw '${leaf.type}' yet`);
  }
}

function date(leaf) {
  const words = filledDate(leaf.timestamp, leaf.format ?? "{date}", store.today);
  return el("time", { title: leaf.fallback ?? null }, leaf.url ? link(leaf.url, words) : words);
}

function styled(leaf, node) {
  const style = leaf.style ?? {};
  let dressed = node;
  if (style.code) dressed = el("code", {}, dressed);
  if (style.strike) dressed = el("s", {}, dressed);
  if (style.underline) dressed = el("u", {}, dressed);
  if (style.italic) dressed = el("em", {}, dressed);
  if (style.bold) dressed = el("strong", {}, dressed);
  return dressed === node ? pieces(node) : dressed;
}
