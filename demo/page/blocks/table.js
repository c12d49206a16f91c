// Tables: the first row is the head; cells hold raw text, numbers or rich text.
import { el, freshId } from "../core/dom.js";
import { richText } from "../text/rich_text.js";

/** A table block; with `pageSize` the rest of the rows waits behind a button that says how many there are. */
export function table(rows, settings, { caption = null, pageSize = Infinity }) {
  const [head = [], ...body] = rows;
  const columns = head.map((_, index) =>
    classOf(settings[index] ?? (isNumbers(body, index) ? { align: "right" } : {})),
  );
  const captionId = freshId("caption");
  const rest = body.slice(pageSize);
  const tbody = el("tbody", {}, ...body.slice(0, pageSize).map((row) => line(row, "td", columns)));
  const node = el("table", {}, el("thead", {}, line(head, "th", columns)), tbody);
  const frame = el(
    "div",
    {
      class: "table-frame",
      tabindex: "0",
      role: "region",
      "aria-label": caption ? null : "Table",
      "aria-labelledby": caption ? captionId : null,
    },
    node,
  );
  if (!caption && !rest.length) return frame;
  const more = el(
    "button",
    {
      type: "button",
      class: "button quiet",
      on: { click: () => (tbody.append(...rest.map((row) => line(row, "td", columns))), more.remove()) },
    },
    `Show ${rest.length} more`,
  );
  return el(
    "div",
    {},
    caption ? el("p", { class: "table-caption", id: captionId }, caption) : null,
    frame,
    rest.length ? more : null,
  );
}

function line(row, tag, columns) {
  return el(
    "tr",
    {},
    ...row.map((cell, index) =>
      el(tag, { class: columns[index] ?? "", scope: tag === "th" ? "col" : null }, content(cell)),
    ),
  );
}

function content(cell) {
  if (!cell) return "";
  if (cell.type === "rich_text") return richText(cell);
  return String(cell.text ?? cell.value ?? "");
}

function isNumbers(body, index) {
  return body.length > 0 && body.every((row) => row[index]?.type === "raw_number");
}

function classOf(setting) {
  const align = ["center", "right"].includes(setting?.align) ? setting.align : "left";
  return `align-${align}${setting?.is_wrapped ? " wrapped" : ""}`;
}
