// What must survive a reload. In an iframe the browser may refuse storage (third-party
// blocking) or it may be full: then everything stays in memory and the chat still works.
const PREFIX = "rapport.chat.";
const memory = new Map();

export const store = {
  get(key) {
    if (memory.has(key)) return memory.get(key);
    try {
      return JSON.parse(localStorage.getItem(PREFIX + key));
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(value));
      memory.delete(key);
    } catch {
      memory.set(key, value);
    }
  },
  remove(key) {
    memory.delete(key);
    try {
      localStorage.removeItem(PREFIX + key);
    } catch {
      // Nothing was stored there, so nothing is left behind.
    }
  },
};

/** Calls back when another tab of this browser has opened a new session. */
export function onSessionChangedElsewhere(callback) {
  addEventListener("storage", (event) => {
    if (event.key === PREFIX + "session" && event.newValue !== event.oldValue) callback();
  });
}

/** A random UUID; randomUUID() itself exists on https and localhost only. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
