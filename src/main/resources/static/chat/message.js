import { el } from "./dom.js";
import { link, linkified, safeUrl, timeOf } from "./format.js";
import { t } from "./texts.js";

const SPEAKERS = { CLIENT: "you", BOT: "bot", OPERATOR: "operator" };

/** One bubble. Its footer (time, state, "why?") is filled by `update`, so that a bubble that goes from "sending" to sent stays the same node. */
export function messageNode(message) {
  const kind = message.from.toLowerCase();
  const operator = message.from === "OPERATOR";
  const speaker = el("span", { className: operator ? "speaker" : "visually-hidden" }, t(SPEAKERS[message.from] ?? "bot"));
  const bubble = el("div", { className: "bubble" }, speaker, el("div", { className: "text" }, ...linkified(message.text ?? "")));
  const card = message.attachment && attachment(message.attachment);
  if (card) bubble.append(card);
  bubble.append(el("time", { className: "time", dateTime: message.at }, timeOf(message.at)));
  return el("div", { className: `message ${kind}` }, bubble, el("div", { className: "foot", "aria-live": "off" }));
}

export function updateMessage(node, message, { retry, explain }) {
  node.dataset.status = message.status ?? "";
  if (message.id) node.dataset.id = message.id;
  const foot = node.querySelector(".foot");
  // Untouched when nothing changes: a rebuilt button would lose its focus.
  const state = [message.status, message.detail, message.why].join("|");
  if (foot.dataset.state === state) return;
  foot.dataset.state = state;
  foot.replaceChildren(...footer(message, { retry, explain }));
}

function footer(message, { retry, explain }) {
  if (message.status === "sending") return [el("span", { className: "sending" }, t("sending"))];
  if (message.status === "failed") {
    const button = el("button", { type: "button", className: "failed text-button", onclick: () => retry(message.key) }, t("failed"));
    return [message.detail ? el("span", { className: "detail" }, message.detail) : null, button].filter(Boolean);
  }
  if (message.why && message.from === "BOT") {
    return [el("button", { type: "button", className: "why", "aria-haspopup": "dialog", onclick: () => explain(message.id) }, t("why"))];
  }
  return [];
}

function attachment({ title, url }) {
  const target = safeUrl(url);
  if (!target) return title ? el("p", { className: "attachment" }, title) : null;
  const words = el(
    "span",
    { className: "attachment-words" },
    el("span", { className: "attachment-title" }, title || t("material")),
    el("span", { className: "attachment-host" }, target.host),
  );
  const card = link(target, el("span", { className: "attachment-icon", "aria-hidden": "true" }, "↗"), words);
  card.className = "attachment";
  return card;
}
