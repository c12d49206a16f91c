// The one door to the local server: a socket that brings frames, and small POSTs that say what the person did.
import { emit, store, take } from "./store.js";

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 5000;
const SILENCE = "The local workspace does not answer. It may be restarting.";

let socket = null;
let wait = FIRST_WAIT_MS;
let timer = null;
let wanted = null;
let isKnown = false;

/** Listens as this person; connects again by itself, ever more patiently, when the line drops. */
export function listen(person) {
  wanted = person;
  isKnown = false;
  wait = FIRST_WAIT_MS;
  connect();
}

/** Tells the server what the person did; the answer always has `ok`, and `error` in words when it is false. */
export async function tell(path, body) {
  return post(path, JSON.stringify({ person: store.person, ...body }), { "Content-Type": "application/json" });
}

/** Hands one file over to a channel. */
export async function upload(channel, file, threadTs) {
  const form = new FormData();
  form.append("person", store.person);
  form.append("channel", channel);
  if (threadTs) form.append("thread_ts", threadTs);
  form.append("file", file);
  return post("upload", form, {});
}

/** Hands over a file chosen in a window; it is shared nowhere. The answer has `file`: {id, name, size}. */
export async function chooseFile(file) {
  const form = new FormData();
  form.append("person", store.person);
  form.append("file", file);
  return post("choose", form, {});
}

/** Whether the bot has a line open; null when the server itself is silent. */
export async function botConnected() {
  try {
    const answer = await fetch("/page/health");
    return (await answer.json()).bot_connected === true;
  } catch {
    return null;
  }
}

async function post(path, body, headers) {
  try {
    const answer = await fetch(`/page/${path}`, { method: "POST", headers, body });
    return await answer.json();
  } catch {
    return { ok: false, error: SILENCE };
  }
}

// The server is there but does not know this person: remembered from another workspace, or none was ever named.
function nobody() {
  if (wanted === null) emit("nobody");
  wanted = null;
}

function connect() {
  clearTimeout(timer);
  if (socket !== null) {
    socket.onclose = null;
    socket.onmessage = null;
    socket.close();
  }
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const query = wanted ? `?person=${encodeURIComponent(wanted)}` : "";
  socket = new WebSocket(`${scheme}://${location.host}/page/socket${query}`);
  socket.onmessage = (event) => {
    const frame = JSON.parse(event.data);
    if (frame.type === "state") {
      wait = FIRST_WAIT_MS;
      wanted = frame.me;
      isKnown = true;
      emit("line", true);
    }
    take(frame);
  };
  socket.onclose = async () => {
    emit("line", false);
    if (!isKnown && (await botConnected()) !== null) nobody();
    timer = setTimeout(connect, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  };
}
