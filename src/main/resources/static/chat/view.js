import { $, el } from "./dom.js";
import { clockOf, dayKey, dayOf } from "./format.js";
import { messageNode, updateMessage } from "./message.js";
import { t } from "./texts.js";

const NEAR_BOTTOM_PX = 80;
const list = $("messages");
const scroller = $("scroll");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let nodes = new Map();
let pinned = true;
let height = 0;

scroller.addEventListener("scroll", () => {
  // A keyboard that opens scrolls too; only the reader's own scrolling unpins.
  if (scroller.clientHeight !== height) return;
  pinned = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_BOTTOM_PX;
  if (pinned) $("newest").hidden = true;
});
new ResizeObserver(() => {
  height = scroller.clientHeight;
  if (pinned) toBottom("instant");
}).observe(scroller);
$("newest").addEventListener("click", () => toBottom());

/** Forgets all that is shown: after a change of language or session. */
export function reset() {
  nodes = new Map();
  list.setAttribute("aria-busy", "true");
  list.replaceChildren();
}

/** Shows the conversation; keeps the nodes it has, so that a screen reader hears additions only. */
export function show({ messages, now, loaded, arrived }, actions) {
  const first = list.getAttribute("aria-busy") === "true";
  const wanted = new Map();
  let day = null;
  for (const message of messages) {
    if (dayKey(message.at) !== day) {
      day = dayKey(message.at);
      const separator = nodes.get(day) ?? el("div", { className: "day" });
      if (separator.textContent !== dayOf(message.at, now)) separator.textContent = dayOf(message.at, now);
      wanted.set(day, separator);
    }
    const node = nodes.get(message.key) ?? messageNode(message);
    updateMessage(node, message, actions);
    wanted.set(message.key, node);
  }
  arrange([...wanted.values()]);
  nodes = wanted;
  showReplies(messages.at(-1), actions);
  if (loaded) list.setAttribute("aria-busy", "false");
  if (pinned || arrived === "own") toBottom(first ? "instant" : undefined);
  else if (arrived) $("newest").hidden = false;
}

function arrange(wanted) {
  for (const node of [...list.children]) if (!wanted.includes(node)) node.remove();
  wanted.forEach((node, index) => {
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
  });
}

let repliesOf = null;
function showReplies(last, { answer }) {
  const buttons = last?.from === "BOT" ? (last.buttons ?? []) : [];
  const owner = buttons.length ? last.key : null;
  const group = $("quick-replies");
  if (owner === repliesOf && group.childElementCount === buttons.length) return;
  repliesOf = owner;
  group.replaceChildren(
    ...buttons.map((button) => el("button", { type: "button", className: "quick-reply", onclick: () => answer(button) }, button.label)),
  );
  group.hidden = !buttons.length;
}

/** The line under the name, the dots, the banner and the demo bar. */
export function showStatus({ school, typing, offline, notice, demo, now, startFailed, unread }) {
  $("school").textContent = school || t("chat");
  document.title = (unread ? `(${unread}) ` : "") + (school ? t("pageTitle", { school }) : t("chat"));
  $("presence").textContent = t(offline ? "presenceOff" : typing ? "presenceTyping" : "presenceOn");
  $("app").classList.toggle("offline", offline);
  const words = offline ? t("offline") : notice ? t(notice) : "";
  if ($("banner").textContent !== words) $("banner").textContent = words;
  $("start-retry").hidden = !startFailed;
  $("demo").hidden = !demo;
  if (demo && $("demo-now").dateTime !== now) {
    $("demo-now").dateTime = now;
    $("demo-now").textContent = clockOf(now);
  }
  const dots = typing && !offline;
  if ($("typing").hidden !== dots) return;
  $("typing").hidden = !dots;
  if (pinned) toBottom();
}

function toBottom(behavior = calm.matches ? "instant" : "smooth") {
  pinned = true;
  $("newest").hidden = true;
  scroller.scrollTo({ top: scroller.scrollHeight, behavior });
}
