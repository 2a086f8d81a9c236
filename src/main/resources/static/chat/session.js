import { newId, store } from "./store.js";

// A session is private: it lives in this browser only and is never taken from the address.
const REGREET_AFTER_MS = 60_000;

export const session = {
  get id() {
    return current().id;
  },

  /** True until the server has accepted the first message, which carries the source. */
  get isNew() {
    return !current().startedAt;
  },

  accepted() {
    if (session.isNew) store.set("session", { ...current(), startedAt: Date.now() });
  },

  /** The server knows nothing of a session greeted a while ago: its data were erased. */
  get wasForgotten() {
    return !session.isNew && Date.now() - current().startedAt > REGREET_AFTER_MS;
  },

  renew() {
    for (const key of ["outbox", "draft", "visit"]) store.remove(key);
    store.set("session", { id: newId(), startedAt: null });
  },
};

function current() {
  if (!store.get("session")?.id) store.set("session", { id: newId(), startedAt: null });
  return store.get("session");
}
