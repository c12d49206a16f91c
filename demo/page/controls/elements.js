// Which element is drawn by whom.
import { el, ownUrl } from "../core/dom.js";
import { button, overflow } from "./buttons.js";
import { checkboxes, radioButtons } from "./choices.js";
import { datePicker } from "./datepicker.js";
import { dateTimePicker, textField, timePicker } from "./fields.js";
import { fileInput } from "./files.js";
import { select } from "./select.js";

const DRAWN = {
  button,
  overflow,
  checkboxes,
  radio_buttons: radioButtons,
  datepicker: datePicker,
  timepicker: timePicker,
  datetimepicker: dateTimePicker,
  plain_text_input: textField,
  number_input: textField,
  email_text_input: textField,
  url_text_input: textField,
  rich_text_input: textField,
  file_input: fileInput,
  image: picture,
};

const SELECTS = ["static_select", "external_select", "users_select", "conversations_select", "channels_select"];
for (const kind of SELECTS) {
  DRAWN[kind] = select;
  DRAWN[`multi_${kind}`] = select;
}

/** Draws one element. `place`: {surface, blockId, dispatches, optional?, label?, labelId?, describedBy?, onEdit?}. */
export function drawElement(element, place) {
  const draw = DRAWN[element.type];
  return draw ? draw(element, place) : notDrawn(element.type);
}

/** What stands where this page cannot draw something: never silence. */
export function notDrawn(what) {
  return el("span", { class: "not-drawn" }, `this stand-in does not draw '${what}' yet`);
}

/** An image of our own server; from elsewhere (nothing is fetched from outside) its description. */
export function picture(element) {
  const href = ownUrl(element.image_url ?? element.slack_file?.url ?? "");
  const alt = String(element.alt_text ?? "image");
  const missing = () => el("span", { class: "picture-missing", role: "img", "aria-label": alt }, alt);
  if (href === null) return missing();
  const image = el("img", { src: href, alt, loading: "lazy" });
  image.addEventListener("error", () => image.replaceWith(missing()));
  return image;
}
