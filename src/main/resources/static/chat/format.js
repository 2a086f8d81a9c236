import { el } from "./dom.js";
import { language, t } from "./texts.js";

const DAY_MS = 86_400_000;

export const timeOf = (at) => dateText(at, { hour: "2-digit", minute: "2-digit" });
export const clockOf = (at) => dateText(at, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** "2026-11-22" in the reader's own time zone: equal for messages of one day. */
export function dayKey(at) {
  const date = new Date(at);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].join("-");
}

export function dayOf(at, now) {
  if (dayKey(at) === dayKey(now)) return t("today");
  if (dayKey(at) === dayKey(Date.parse(now) - DAY_MS)) return t("yesterday");
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return dateText(at, { day: "numeric", month: "long", year: sameYear ? undefined : "numeric" });
}

function dateText(at, options) {
  return new Intl.DateTimeFormat(language() === "ru" ? "ru-RU" : "en-GB", options).format(new Date(at));
}

/** An http(s) address made absolute, or null: javascript: and the like never become links. */
export function safeUrl(url) {
  try {
    const parsed = new URL(url, location.origin);
    return ["http:", "https:"].includes(parsed.protocol) ? parsed : null;
  } catch {
    return null;
  }
}

export function link(url, ...children) {
  const hint = el("span", { className: "visually-hidden" }, " " + t("newTab"));
  return el("a", { href: url.href, target: "_blank", rel: "noopener" }, ...children, hint);
}

/** Plain text as nodes, with http(s) addresses as links. */
export function linkified(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"«»]+/gi)) {
    const shown = withoutTrailingPunctuation(match[0]);
    const url = safeUrl(shown);
    if (!url) continue;
    nodes.push(text.slice(from, match.index), link(url, shown));
    from = match.index + shown.length;
  }
  nodes.push(text.slice(from));
  return nodes;
}

// "…see https://a.example/b." ends a sentence; a closing bracket belongs to the address only if it opened one.
function withoutTrailingPunctuation(address) {
  let end = address.replace(/[.,;:!?…'’”*]+$/, "");
  while (end.endsWith(")") && end.split(")").length > end.split("(").length) end = end.slice(0, -1).replace(/[.,;:!?…]+$/, "");
  return end;
}
