// Slack's own small markup, read into nodes. Text arrives escaped (&amp; &lt; &gt;), so a bare "<" is always a token.
import { el, link, pieces, safeUrl } from "../core/dom.js";
import { channelOf, go, nameOf, store } from "../core/store.js";
import { filledDate } from "./dates.js";
import { emoji, knowsEmoji, wordsWithEmoji } from "./emoji.js";

const STYLES = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;
const BARE_LINK = /^https?:\/\/[^\s<>|"]+/;

/** Text in mrkdwn as nodes: quotes, code, styles, links, mentions, dates, emoji. */
export function mrkdwn(text) {
  const out = [];
  String(text ?? "")
    .split(/```/)
    .forEach((part, index, all) => {
      const isCode = index % 2 === 1 && index < all.length - 1;
      if (isCode) out.push(el("pre", { class: "code-block", tabindex: "0" }, bareText(part.replace(/^\n|\n$/g, ""))));
      else out.push(...lines(index % 2 === 1 ? `\`\`\`${part}` : trimBesideCode(part, index, all)));
    });
  return pieces(out);
}

/** A text object of Block Kit: mrkdwn is read, plain_text only has its emoji drawn. */
export function textObject(object) {
  if (!object) return pieces();
  if (object.type === "mrkdwn") return mrkdwn(object.text);
  return pieces(object.emoji === false ? object.text : wordsWithEmoji(String(object.text ?? "")));
}

/** The words alone, for labels and the live region. */
export function spoken(text) {
  const holder = document.createElement("div");
  holder.append(mrkdwn(text));
  return holder.textContent.trim();
}

/** A person, bold enough to find; the reader's own name stands out. */
export function personMention(userId, label) {
  const name = label || nameOf(userId);
  return el("span", { class: userId === store.person ? "mention mention-me" : "mention" }, `@${name}`);
}

/** A channel one can go to. */
export function channelMention(channelId, label) {
  const channel = channelOf(channelId);
  const words = `#${label || channel?.name || channelId}`;
  if (!channel) return el("span", { class: "mention" }, words);
  return el(
    "button",
    { type: "button", class: "mention", on: { click: () => go({ kind: "channel", id: channelId }) } },
    words,
  );
}

export function broadcastMention(range) {
  return el("span", { class: "mention mention-me" }, `@${range}`);
}

export function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function trimBesideCode(part, index, all) {
  let trimmed = part;
  if (index > 0) trimmed = trimmed.replace(/^[ \n]/, "");
  if (index < all.length - 1) trimmed = trimmed.replace(/\n$/, "");
  return trimmed;
}

function lines(text) {
  const out = [];
  let quoted = [];
  let plain = [];
  const flush = () => {
    if (plain.length) out.push(el("span", { class: "lines" }, ...inline(plain.join("\n"))));
    if (quoted.length) out.push(el("blockquote", {}, ...inline(quoted.join("\n"))));
    [plain, quoted] = [[], []];
  };
  const all = text === "" ? [] : text.split("\n");
  for (const [index, line] of all.entries()) {
    const rest = line.match(/^(?:>>>|&gt;&gt;&gt;) ?(.*)$/);
    const one = line.match(/^(?:>|&gt;) ?(.*)$/);
    if (rest) {
      if (plain.length) flush();
      quoted.push(rest[1], ...all.slice(index + 1));
      break;
    }
    if (one && plain.length) flush();
    if (!one && quoted.length) flush();
    if (one) quoted.push(one[1]);
    else plain.push(line);
  }
  flush();
  return out;
}

function inline(text) {
  const out = [];
  let words = "";
  let at = 0;
  const say = (node) => {
    if (words) out.push(unescape(words));
    words = "";
    out.push(node);
  };
  while (at < text.length) {
    const found = liveAt(text, at);
    if (found === null) {
      words += text[at];
      at += 1;
    } else {
      say(found.node);
      at += found.length;
    }
  }
  if (words) out.push(unescape(words));
  return out;
}

function liveAt(text, at) {
  const rest = text.slice(at);
  const before = at === 0 ? "" : text[at - 1];
  switch (text[at]) {
    case "<":
      return found(rest.match(/^<([^<>\n]+)>/), (match) => token(match[1]));
    case "`":
      return found(rest.match(/^`([^`\n]+)`/), (match) => el("code", {}, bareText(match[1])));
    case ":":
      return found(rest.match(/^:([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/), (match) =>
        knowsEmoji(match[1]) ? emoji(match[1]) : null,
      );
    case "*":
    case "_":
    case "~":
      return styledAt(text, at, before);
    case "h":
      return WORD.test(before) ? null : bareLink(rest);
    default:
      return null;
  }
}

function found(match, draw) {
  if (!match) return null;
  const node = draw(match);
  return node === null ? null : { node, length: match[0].length };
}

function styledAt(text, at, before) {
  const mark = text[at];
  if (WORD.test(before) || /[\s]|^$/.test(text[at + 1] ?? "") || text[at + 1] === mark) return null;
  const end = closing(text, at, mark);
  if (end === -1) return null;
  return { node: el(STYLES[mark], {}, ...inline(text.slice(at + 1, end))), length: end - at + 1 };
}

function closing(text, at, mark) {
  let position = at + 1;
  while (position < text.length && text[position] !== "\n") {
    const skip =
      text[position] === "<"
        ? text.indexOf(">", position)
        : text[position] === "`"
          ? text.indexOf("`", position + 1)
          : -1;
    if (skip !== -1) {
      position = skip + 1;
      continue;
    }
    const ends = text[position] === mark && !/\s/.test(text[position - 1]) && !WORD.test(text[position + 1] ?? "");
    if (ends && position > at + 1) return position;
    position += 1;
  }
  return -1;
}

function bareLink(rest) {
  const match = rest.match(BARE_LINK);
  if (!match) return null;
  const address = match[0].replace(/(?:&gt;|&lt;).*$/, "").replace(/[.,;:!?)\]'*_~]+$/, "");
  return { node: link(unescape(address)), length: address.length };
}

function token(inside) {
  const bar = inside.indexOf("|");
  const head = bar === -1 ? inside : inside.slice(0, bar);
  const label = bar === -1 ? "" : unescape(inside.slice(bar + 1));
  if (head.startsWith("@")) return personMention(head.slice(1), label);
  if (head.startsWith("#")) return channelMention(head.slice(1), label);
  if (head.startsWith("!date^")) return dateToken(head, label);
  if (head.startsWith("!subteam^")) return el("span", { class: "mention" }, label || `@${head.slice(9)}`);
  if (head.startsWith("!")) return broadcastMention(label.replace(/^@/, "") || head.slice(1));
  const address = unescape(head);
  if (safeUrl(address) === null) return el("span", {}, unescape(`<${inside}>`));
  return link(address, ...(label ? wordsWithEmoji(label) : [address.replace(/^mailto:/, "")]));
}

function dateToken(head, label) {
  const [, seconds, format, address] = head.split("^");
  if (!/^\d+$/.test(seconds ?? "") || !format) return el("span", {}, label);
  const words = filledDate(seconds, unescape(format), store.today);
  return el("time", { title: label }, address ? link(unescape(address), words) : words);
}

function bareText(text) {
  return unescape(text.replace(/<([^<>\n|]+)(?:\|([^<>\n]+))?>/g, (whole, head, label) => label ?? head));
}
