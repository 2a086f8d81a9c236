import { api } from "./api.js";
import { clearComposer, focusComposer, openComposer, refresh } from "./composer.js";
import { $ } from "./dom.js";
import { isSeen, openFrame, tellUnread } from "./frame.js";
import { outbox } from "./outbox.js";
import { poll } from "./poller.js";
import { session } from "./session.js";
import { onSessionChangedElsewhere, store } from "./store.js";
import { language, switchLanguage, translatePage } from "./texts.js";
import { reset, show, showStatus } from "./view.js";
import { visit } from "./visit.js";
import { openWhy } from "./why.js";

const START = "/start";
const PAGE_OF_ITEMS = 50;
const PACE_MS = { awaited: 700, idle: 2500, hidden: 8000 };
// How long a reply is expected after a message, and for how long more may follow the first one.
const AWAIT_MS = 30_000;
const AFTERMATH_MS = 4000;

let items = [];
let lastId = "";
let loaded = false;
let awaitUntil = 0;
let clockOffset = 0;
let status = { school: store.get("school"), typing: false, demo: false, offline: false, notice: null, unread: 0 };

const now = () => new Date(Date.now() + clockOffset).toISOString();
const actions = {
  retry: (key) => outbox.retry(key),
  explain: (id) => openWhy(id),
  answer: ({ label, data }) => {
    say(label, data);
    focusComposer();
  },
};

function say(text, button) {
  awaitUntil = Date.now() + AWAIT_MS;
  outbox.add({ text, button, ...visit(), language: language(), at: now() });
}

function draw(arrived) {
  const waiting = outbox.all().filter((entry) => entry.text !== START);
  const messages = [...items, ...waiting.map(({ id, ...entry }) => ({ ...entry, key: id, from: "CLIENT" }))];
  show({ messages, now: now(), loaded, arrived }, actions);
  drawStatus();
}

function drawStatus() {
  showStatus({ ...status, now: now(), startFailed: Boolean(failedStart()) });
}

// The greeting has no bubble, so its failure needs a button of its own.
function failedStart() {
  return outbox.all().find((entry) => entry.text === START && entry.status === "failed");
}

async function ask(recovering) {
  const own = session.id;
  const answer = await api.messages(own, lastId);
  if (own !== session.id) return true;
  const wasOffline = status.offline;
  clockOffset = Date.parse(answer.now) - Date.now();
  const { typing, demo, school } = answer;
  if (school) store.set("school", school);
  status = { ...status, typing, demo, school: school || status.school, offline: false };
  const fresh = take(answer.items);
  const first = !loaded;
  loaded = true;
  if (first && !items.length && session.wasForgotten && !outbox.all().length) say(START);
  if (fresh.length || first || wasOffline) draw(first ? null : arrivedOf(fresh));
  else drawStatus();
  if (recovering) outbox.retryAll();
  return answer.items.length >= PAGE_OF_ITEMS;
}

/** Takes over the new items, in order; returns those to be shown. */
function take(incoming) {
  const known = new Set(items.map((item) => item.id));
  const fresh = [];
  for (const item of incoming) {
    lastId = item.id;
    const entry = item.from === "CLIENT" ? outbox.settle(item) : null;
    if (known.has(item.id) || (item.from === "CLIENT" && item.text === START)) continue;
    fresh.push({ ...item, key: entry?.id ?? item.id });
  }
  items = [...items, ...fresh];
  const answers = fresh.filter((item) => item.from !== "CLIENT");
  if (answers.length) {
    awaitUntil = Math.min(awaitUntil, Date.now() + AFTERMATH_MS);
    if (loaded && !isSeen()) countUnread(status.unread + answers.length);
  }
  return fresh;
}

function arrivedOf(fresh) {
  return fresh.some((item) => item.from !== "CLIENT") ? "answer" : null;
}

function countUnread(unread) {
  if (status.unread === unread) return;
  status = { ...status, unread };
  tellUnread(unread);
}

function delay() {
  if (!isSeen()) return PACE_MS.hidden;
  return status.typing || Date.now() < awaitUntil ? PACE_MS.awaited : PACE_MS.idle;
}

function restart() {
  session.renew();
  outbox.clear();
  clearComposer();
  items = [];
  lastId = "";
  status = { ...status, typing: false, notice: null };
  reset();
  say(START);
  focusComposer();
}

async function advanceDay() {
  $("advance-day").disabled = true;
  try {
    clockOffset = Date.parse((await api.advanceDay()).now) - Date.now();
    status = { ...status, notice: null };
    // A new day is when the bot may write first.
    awaitUntil = Date.now() + AWAIT_MS;
  } catch (error) {
    status = { ...status, notice: error.detail ?? "clockFailed" };
  }
  $("advance-day").disabled = false;
  $("advance-day").focus();
  draw();
  nudge();
}

function translate() {
  translatePage();
  refresh();
  reset();
  draw();
}

function seenChanged() {
  if (isSeen()) countUnread(0);
  drawStatus();
  nudge();
}

$("app").hidden = false;
translatePage();
openComposer((text) => say(text));
openFrame(seenChanged);
if (session.isNew && !outbox.all().some((entry) => entry.text === START)) say(START);
draw();

const nudge = poll({
  ask,
  delay,
  failed: (times) => {
    // One failed question is a hiccup; two are worth a banner.
    status = { ...status, typing: false, offline: status.offline || times > 1 || !navigator.onLine };
    drawStatus();
  },
});

outbox.open((event) => {
  draw(event === "added" ? "own" : null);
  if (event === "sent") nudge();
});

$("language").addEventListener("click", () => {
  switchLanguage();
  translate();
});
$("restart").addEventListener("click", restart);
$("advance-day").addEventListener("click", advanceDay);
$("start-retry").addEventListener("click", () => outbox.retry(failedStart()?.id));
document.addEventListener("visibilitychange", seenChanged);
addEventListener("online", () => {
  outbox.retryAll();
  nudge();
});
addEventListener("offline", () => {
  status = { ...status, offline: true };
  drawStatus();
});
onSessionChangedElsewhere(() => location.reload());
