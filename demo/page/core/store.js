// What the page knows: the server's last state, changed by its frames, and where the person is looking.

const listeners = new Map();

/** The one picture of the workspace; only this file changes it. */
export const store = {
  person: null,
  workspace: { id: "", name: "" },
  people: new Map(),
  bot: { user_id: "", name: "Dunwell" },
  channels: [],
  commands: [],
  shortcuts: [],
  today: "",
  canMoveCalendar: false,
  messages: new Map(),
  home: null,
  modals: [],
  wire: [],
  note: "",
  mail: null,
  mailRead: 0,
  place: null,
  thread: null,
};

// Private messages that are over: dismissed, or from before this page was loaded (a reload ends them, as in Slack).
const over = new Set();
let isFirstState = true;

export function on(event, listener) {
  if (!listeners.has(event)) listeners.set(event, []);
  listeners.get(event).push(listener);
}

export function emit(event, detail) {
  for (const listener of listeners.get(event) ?? []) listener(detail);
}

/** Takes one frame of the server into the picture and tells whoever shows that part. */
export function take(frame) {
  const change = CHANGES[frame.type];
  if (change === undefined) return;
  change(frame);
  emit(frame.type, frame);
}

/** Moves to a channel or to the App Home. */
export function go(place) {
  store.place = place;
  store.thread = null;
  emit("place", place);
}

export function openThread(channel, ts) {
  store.thread = ts === null ? null : { channel, ts };
  emit("thread", store.thread);
}

/** Takes a private message off the screen; nobody else ever saw it. */
export function dismiss(channel, ts) {
  store.messages.get(channel)?.delete(ts);
  over.add(`${store.person} ${channel} ${ts}`);
  emit("message_deleted", { channel, ts });
}

/** Messages of a channel, oldest first. */
export function messagesOf(channel) {
  return [...(store.messages.get(channel)?.values() ?? [])].sort((a, b) => compareTs(a.ts, b.ts));
}

export function repliesOf(channel, ts) {
  return messagesOf(channel).filter((message) => message.thread_ts === ts && message.ts !== ts);
}

export function channelOf(id) {
  return store.channels.find((channel) => channel.id === id);
}

/** The bot's own conversation with this person. */
export function botChannel() {
  return store.channels.find((channel) => channel.kind === "im");
}

/** A name to show for a person or the bot; the id itself when it is nobody we know. */
export function nameOf(userId) {
  if (userId === store.bot.user_id) return store.bot.name;
  const person = store.people.get(userId);
  return person ? person.real_name || person.name : userId;
}

export function compareTs(a, b) {
  return Number(a) - Number(b) || (a < b ? -1 : a > b ? 1 : 0);
}

const CHANGES = {
  state(frame) {
    store.person = frame.me;
    store.workspace = frame.workspace;
    store.people = new Map(frame.people.map((person) => [person.id, person]));
    store.bot = frame.bot;
    store.channels = frame.channels;
    store.commands = frame.commands ?? [];
    store.shortcuts = frame.shortcuts ?? [];
    store.today = frame.today;
    store.canMoveCalendar = frame.can_move_calendar === true;
    store.messages = new Map();
    for (const [channel, list] of Object.entries(frame.messages ?? {}))
      list.forEach((message) => keep(channel, message));
    isFirstState = false;
    store.home = frame.home ?? null;
    store.modals = frame.modals ?? [];
    store.wire = [...(frame.wire ?? [])].sort((a, b) => a.n - b.n);
    store.mail = frame.mail ?? null;
    store.note = frame.note ?? "";
  },
  message: (frame) => keep(frame.channel, frame.message),
  message_changed: (frame) => keep(frame.channel, frame.message),
  message_deleted(frame) {
    store.messages.get(frame.channel)?.delete(frame.ts);
  },
  home: (frame) => void (store.home = frame.view),
  modals: (frame) => void (store.modals = frame.stack),
  wire: (frame) => void (store.wire = [...store.wire, frame.entry].slice(-500)),
  calendar: (frame) => void (store.today = frame.today),
  unread(frame) {
    const channel = channelOf(frame.channel);
    if (channel) channel.unread = frame.unread;
  },
  channels: (frame) => void (store.channels = frame.channels),
  mail: (frame) => void (store.mail = frame.letters),
  ack() {},
  toast() {},
};

function keep(channel, message) {
  const key = `${store.person} ${channel} ${message.ts}`;
  if (message.ephemeral && isFirstState) over.add(key);
  if (over.has(key)) return;
  if (!store.messages.has(channel)) store.messages.set(channel, new Map());
  store.messages.get(channel).set(message.ts, message);
}
