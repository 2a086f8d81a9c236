import { Refused, api } from "./api.js";
import { session } from "./session.js";
import { newId, store } from "./store.js";

// Messages on their way to the server, in order, one at a time. An entry keeps its id through
// every retry and reload, so that the server can drop repeats: nothing is lost, nothing is said twice.
const CLOCK_SLACK_MS = 10_000;
let entries = (store.get("outbox") ?? []).map((entry) => ({ ...entry, status: "sending" }));
let sending = false;
let changed = () => {};

export const outbox = {
  all: () => entries,

  /** Begins sending; `onChange(event)` hears of every change of an entry. */
  open(onChange) {
    changed = onChange;
    pump();
  },

  add(message) {
    const entry = { id: newId(), status: "sending", ...message };
    entries.push(entry);
    remember(entry);
    changed("added");
    pump();
  },

  retry(id) {
    const entry = entries.find((each) => each.id === id);
    if (entry?.status !== "failed") return;
    Object.assign(entry, { status: "sending", detail: null, final: false });
    changed("retried");
    pump();
  },

  /** The connection is back: whatever has failed for want of it goes out again. */
  retryAll() {
    entries.filter((entry) => entry.status === "failed" && !entry.final).forEach((entry) => outbox.retry(entry.id));
  },

  /** A message of the client has come back from the server: returns the entry it was, if any. */
  settle(item) {
    const entry = entries.find((each) => each.serverId === item.id) ?? entries.find((each) => isSame(each, item));
    if (entry) drop(entry);
    return entry;
  },

  clear() {
    entries = [];
    store.remove("outbox");
  },
};

// The answer to a POST may get lost although the message has arrived. Older messages with
// the same words ("да") do not count, or a waiting one would vanish.
function isSame(entry, item) {
  return (
    entry.text.trim() === item.text.trim() &&
    (entry.status === "sent" || Date.parse(item.at) > Date.parse(entry.at) - CLOCK_SLACK_MS)
  );
}

async function pump() {
  if (sending) return;
  sending = true;
  for (let entry; (entry = entries.find((each) => each.status === "sending")); ) await deliver(entry);
  sending = false;
}

async function deliver(entry) {
  const { id, text, button, source, utm, language } = entry;
  const origin = session.isNew ? { source, utm } : {};
  const own = session.id;
  try {
    const receipt = await api.send({ session: own, text, id, button, language, ...origin });
    // The session may have been renewed while the answer was under way.
    if (own !== session.id) return;
    session.accepted();
    Object.assign(entry, { status: "sent", serverId: String(receipt.id) });
    forget(entry);
  } catch (error) {
    const refused = error instanceof Refused;
    Object.assign(entry, { status: "failed", final: refused && error.isFinal, detail: refused ? error.detail : null });
  }
  if (entries.includes(entry)) changed(entry.status);
}

function drop(entry) {
  entries = entries.filter((each) => each !== entry);
  forget(entry);
}

// Read, change, write: another tab may keep entries of its own under the same key.
function remember(entry) {
  store.set("outbox", [...(store.get("outbox") ?? []), entry]);
}

function forget({ id }) {
  store.set("outbox", (store.get("outbox") ?? []).filter((each) => each.id !== id));
}
