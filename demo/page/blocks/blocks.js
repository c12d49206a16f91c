// Which block is drawn how. A block nobody draws says so in grey.
import { drawElement, notDrawn, picture } from "../controls/elements.js";
import { el, freshId, link, pieces } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { markdown } from "../text/markdown.js";
import { textObject } from "../text/mrkdwn.js";
import { richText } from "../text/rich_text.js";
import { chart } from "./chart.js";
import { inputBlock } from "./input_block.js";
import { table } from "./table.js";

const DRAWN = {
  section,
  header,
  context,
  divider: () => el("hr", { class: "rule-line" }),
  actions,
  image,
  input: inputBlock,
  rich_text: richText,
  markdown: (block) => markdown(block.text),
  table: (block) => table(block.rows ?? [], block.column_settings ?? [], {}),
  data_table: (block) => table(block.rows ?? [], [], { caption: block.caption, pageSize: block.page_size ?? 5 }),
  data_visualization: chart,
  file,
  video,
  alert,
};

/** Draws a list of blocks on a surface. */
export function drawBlocks(blocks, surface) {
  return el("div", { class: "blocks" }, ...blocks.map((block, index) => framed(block, surface, index)));
}

function framed(block, surface, index) {
  const blockId = block.block_id ?? `block-${index}`;
  const draw = DRAWN[block.type];
  const body = draw ? draw(block, surface, blockId) : notDrawn(block.type);
  return el(
    "div",
    { class: `block block-${DRAWN[block.type] ? block.type : "unknown"}`, dataset: { block: blockId } },
    body,
  );
}

function section(block, surface, blockId) {
  const words = block.text ? el("div", { class: "section-text" }, textObject(block.text)) : null;
  const fields = block.fields?.length
    ? el(
        "div",
        { class: "section-fields" },
        ...block.fields.map((field) => el("div", { class: "section-field" }, textObject(field))),
      )
    : null;
  const accessory = block.accessory
    ? el(
        "div",
        { class: `accessory accessory-${block.accessory.type}` },
        acting(block.accessory, surface, blockId, labelOf(block)),
      )
    : null;
  return el("div", { class: "section" }, el("div", { class: "section-words" }, words, fields), accessory);
}

function header(block) {
  return el("h3", { class: "block-heading" }, textObject(block.text));
}

function context(block) {
  const drawn = (block.elements ?? []).map((element) =>
    element.type === "image"
      ? el("span", { class: "context-image" }, picture(element))
      : el("span", { class: "context-text" }, textObject(element)),
  );
  return el("div", { class: "context" }, ...drawn);
}

function actions(block, surface, blockId) {
  return el(
    "div",
    { class: "actions" },
    ...(block.elements ?? []).map((element) => acting(element, surface, blockId, null)),
  );
}

function acting(element, surface, blockId, label) {
  return drawElement(element, { surface, blockId, dispatches: true, optional: false, label });
}

function labelOf(block) {
  return block.text ? el("span", {}, textObject(block.text)).textContent.slice(0, 80) : null;
}

function image(block) {
  const caption = block.title ? el("figcaption", {}, textObject(block.title)) : null;
  return el("figure", { class: "picture" }, caption, picture(block));
}

function file(block) {
  return el(
    "div",
    { class: "file-card" },
    icon("file"),
    el("span", {}, `A file from elsewhere (${block.external_id})`),
  );
}

function video(block) {
  const title = block.title ? pieces(textObject(block.title)) : block.alt_text;
  return el(
    "div",
    { class: "file-card" },
    icon("file"),
    el("span", {}, "Video: ", block.video_url ? link(block.video_url, title) : title),
  );
}

function alert(block) {
  const level = ["info", "warning", "error", "success"].includes(block.level) ? block.level : "default";
  return el(
    "div",
    { class: `notice notice-${level}`, role: "note", id: freshId("notice") },
    textObject(typeof block.text === "string" ? { text: block.text } : block.text),
  );
}
