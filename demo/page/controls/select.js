// Slack's select menus, one and many, over the combobox: where their entries come from and what value they hold.
import { store } from "../core/store.js";
import { combobox } from "./combobox.js";

const PAUSE_MS = 200;

// Suffix of the type -> [value for one, value for many, whether the value is a whole option].
const SHAPES = {
  static_select: ["selected_option", "selected_options", true],
  external_select: ["selected_option", "selected_options", true],
  users_select: ["selected_user", "selected_users", false],
  conversations_select: ["selected_conversation", "selected_conversations", false],
  channels_select: ["selected_channel", "selected_channels", false],
};

/** Any select menu of Block Kit. */
export function select(element, place) {
  const multi = element.type.startsWith("multi_");
  const kind = multi ? element.type.slice("multi_".length) : element.type;
  const [one, many, isOption] = SHAPES[kind];
  const field = multi ? many : one;
  const kept = place.surface.values.kept(place.blockId, element.action_id, element.type);
  const value = kept ? kept[field] : element[field.replace("selected_", "initial_")];
  let current = [value ?? []].flat().map((raw) => entryOf(raw, isOption));

  const read = () => {
    const raw = current.map((entry) => (isOption ? entry.option : entry.key));
    return { [field]: multi ? raw : (raw[0] ?? null) };
  };
  place.surface.values.register(place.blockId, element.action_id, () => ({ type: element.type, ...read() }));

  const node = combobox({
    chosen: current,
    multi,
    most: element.max_selected_items,
    clearable: place.optional,
    placeholder: element.placeholder?.text ?? (multi ? "Select" : "Select one"),
    labels: {
      "aria-labelledby": place.labelId ?? null,
      "aria-label": place.labelId ? null : (place.label ?? element.placeholder?.text ?? "Select"),
      "aria-describedby": place.describedBy ?? null,
    },
    actionId: element.action_id ?? "",
    load: loader(kind, element, place),
    changed: (entries) => {
      current = entries;
      place.onEdit?.();
      if (place.dispatches) place.surface.act(place.blockId, element, read(), node);
    },
  });
  return node;
}

function loader(kind, element, place) {
  if (kind === "external_select") return external(element, place);
  return async (words) => narrowed(groupsOf(kind, element), words);
}

function groupsOf(kind, element) {
  if (kind === "users_select") return [{ label: null, entries: people() }];
  if (kind === "channels_select") return [{ label: null, entries: channels() }];
  if (kind === "conversations_select")
    return [
      { label: "Channels", entries: channels() },
      { label: "People", entries: people() },
    ];
  return grouped(element);
}

function grouped(answer) {
  if (answer.option_groups)
    return answer.option_groups.map((group) => ({
      label: group.label.text,
      entries: group.options.map((option) => entryOf(option, true)),
    }));
  return [{ label: null, entries: (answer.options ?? []).map((option) => entryOf(option, true)) }];
}

function external(element, place) {
  const least = element.min_query_length ?? 3;
  let last = 0;
  return async (words) => {
    if (words.length < least)
      return [{ label: null, entries: [], note: `Type ${least === 1 ? "a letter" : `${least} letters`} to search` }];
    last += 1;
    const mine = last;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    if (mine !== last) return [];
    const answer = await place.surface.suggest(place.blockId, element, words);
    if (!answer.ok) throw new Error(answer.error || "The bot did not answer");
    return grouped(answer);
  };
}

function narrowed(groups, words) {
  const sought = words.toLowerCase();
  return groups
    .map((group) => ({
      ...group,
      entries: group.entries.filter((entry) => `${entry.label} ${entry.hint ?? ""}`.toLowerCase().includes(sought)),
    }))
    .filter((group) => group.entries.length);
}

function people() {
  return [...store.people.values()].map((person) => ({
    key: person.id,
    label: person.real_name || person.name,
    hint: person.title || null,
  }));
}

function channels() {
  return store.channels
    .filter((channel) => channel.kind === "channel" && !channel.archived)
    .map((channel) => ({ key: channel.id, label: `#${channel.name}`, hint: null }));
}

function entryOf(raw, isOption) {
  if (isOption)
    return { key: raw.value, label: raw.text?.text ?? raw.value, hint: raw.description?.text ?? null, option: raw };
  return [...people(), ...channels()].find((entry) => entry.key === raw) ?? { key: raw, label: raw, hint: null };
}
