// Elements one types into: text, numbers, addresses, times.
import { el } from "../core/dom.js";
import { emit } from "../core/store.js";

const KINDS = {
  plain_text_input: "text",
  number_input: "text",
  email_text_input: "email",
  url_text_input: "url",
  rich_text_input: "text",
};

/** A text field of any kind, with its counter and its rules (`place.check` says in words what is wrong, or null). */
export function textField(element, place) {
  const tall = element.multiline || element.type === "rich_text_input";
  const kept = place.surface.values.kept(place.blockId, element.action_id, element.type);
  const input = el(tall ? "textarea" : "input", {
    ...(tall ? { rows: element.type === "rich_text_input" ? 4 : 5 } : { type: KINDS[element.type] }),
    class: "field",
    placeholder: element.placeholder?.text ?? null,
    maxlength: element.max_length ?? null,
    inputmode: element.type === "number_input" ? (element.is_decimal_allowed ? "decimal" : "numeric") : null,
    "aria-labelledby": place.labelId ?? null,
    "aria-label": place.labelId ? null : (element.placeholder?.text ?? "Text"),
    "aria-describedby": place.describedBy ?? null,
    autocomplete: "off",
    dataset: { action: element.action_id ?? "" },
  });
  input.value = kept ? written(kept.value) : String(element.initial_value ?? "");
  const read = () => ({
    type: element.type,
    ...(element.type === "rich_text_input"
      ? { rich_text_value: asRichText(input.value) }
      : { value: input.value === "" ? null : input.value }),
  });
  place.surface.values.register(place.blockId, element.action_id, read);
  place.check = () => (input.value === "" ? null : rule(element, input.value.trim()));
  watch(input, element, place, read);
  return element.max_length ? el("div", { class: "field-frame" }, input, counter(input, element.max_length)) : input;
}

/** A time of day, "14:30" or null. */
export function timePicker(element, place) {
  const kept = place.surface.values.kept(place.blockId, element.action_id, element.type);
  const input = el("input", {
    type: "time",
    class: "field field-short",
    "aria-labelledby": place.labelId ?? null,
    "aria-label": place.labelId ? null : (element.placeholder?.text ?? "Time"),
    "aria-describedby": place.describedBy ?? null,
    dataset: { action: element.action_id ?? "" },
  });
  input.value = (kept ? kept.selected_time : element.initial_time) ?? "";
  const read = () => ({ selected_time: input.value || null });
  place.surface.values.register(place.blockId, element.action_id, () => ({ type: element.type, ...read() }));
  input.addEventListener("change", () => {
    place.onEdit?.();
    if (place.dispatches) place.surface.act(place.blockId, element, read(), input);
  });
  return input;
}

/** A day and a time of day; Slack's value is in seconds since 1970. */
export function dateTimePicker(element, place) {
  const kept = place.surface.values.kept(place.blockId, element.action_id, element.type);
  const input = el("input", {
    type: "datetime-local",
    class: "field field-short",
    "aria-labelledby": place.labelId ?? null,
    "aria-label": place.labelId ? null : "Date and time",
    dataset: { action: element.action_id ?? "" },
  });
  const seconds = kept ? kept.selected_date_time : element.initial_date_time;
  if (seconds) input.value = localMinute(seconds);
  const read = () => ({ selected_date_time: input.value ? Math.floor(new Date(input.value).getTime() / 1000) : null });
  place.surface.values.register(place.blockId, element.action_id, () => ({ type: element.type, ...read() }));
  input.addEventListener("change", () => {
    place.onEdit?.();
    if (place.dispatches) place.surface.act(place.blockId, element, read(), input);
  });
  return input;
}

function localMinute(seconds) {
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function watch(input, element, place, read) {
  const when = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const tell = () => {
    const { type, ...value } = read();
    place.surface.act(place.blockId, element, value, input);
  };
  let pause = null;
  input.addEventListener("input", () => {
    place.onEdit?.();
    if (!place.dispatches || !when.includes("on_character_entered")) return;
    clearTimeout(pause);
    pause = setTimeout(tell, 250);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    const tall = input.tagName === "TEXTAREA";
    if (place.dispatches && when.includes("on_enter_pressed") && !(tall && event.shiftKey)) {
      event.preventDefault();
      tell();
    } else if (place.surface.kind === "modal" && (!tall || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      emit("submit-modal", place.surface.container.view_id);
    }
  });
}

function counter(input, most) {
  const left = el("span", { class: "counter", "aria-hidden": "true" });
  const count = () => {
    left.textContent = `${input.value.length} / ${most}`;
    left.classList.toggle("full", input.value.length >= most);
  };
  input.addEventListener("input", count);
  count();
  return left;
}

function rule(element, text) {
  if (element.min_length && text.length < element.min_length) return `Write at least ${element.min_length} characters.`;
  if (element.type === "email_text_input" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text))
    return "This is not an email address.";
  if (element.type === "url_text_input" && !/^https?:\/\/\S+\.\S+/.test(text)) return "This is not a web address.";
  return element.type === "number_input" ? numberRule(element, text) : null;
}

function numberRule(element, text) {
  const pattern = element.is_decimal_allowed ? /^-?\d+(?:\.\d+)?$/ : /^-?\d+$/;
  if (!pattern.test(text))
    return element.is_decimal_allowed ? "Write a number, with a point for decimals." : "Write a whole number.";
  if (element.min_value !== undefined && Number(text) < Number(element.min_value))
    return `At least ${element.min_value}.`;
  if (element.max_value !== undefined && Number(text) > Number(element.max_value))
    return `At most ${element.max_value}.`;
  return null;
}

function asRichText(text) {
  if (text === "") return null;
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] };
}

function written(value) {
  return value === null || value === undefined ? "" : String(value);
}
