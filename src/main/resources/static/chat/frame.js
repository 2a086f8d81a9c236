import { $ } from "./dom.js";

// The page inside the panel of embed.js. Only "close", "ready" and a count go to the host site: no words of the talk.
export const embedded = new URLSearchParams(location.search).get("embed") === "1";
let panelOpen = true;

/** False while the host site has folded the panel away. */
export const isSeen = () => !document.hidden && panelOpen;

export function openFrame(onSeenChange) {
  if (!embedded) return;
  document.documentElement.classList.add("embedded");
  $("close").hidden = false;
  $("close").addEventListener("click", () => tell("close"));
  addEventListener("keydown", (event) => {
    // Escape closes the "why" dialog first.
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) tell("close");
  });
  addEventListener("message", (event) => {
    if (event.source !== parent || event.data?.type !== "rapport-chat:open") return;
    panelOpen = event.data.value === true;
    onSeenChange();
  });
  tell("ready");
}

export function tellUnread(count) {
  if (embedded) tell("unread", count);
}

function tell(what, value) {
  // The host's origin is unknown by design; nothing here is secret.
  if (parent !== window) parent.postMessage({ type: `rapport-chat:${what}`, value }, "*");
}
