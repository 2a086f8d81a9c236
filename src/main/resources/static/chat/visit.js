import { store } from "./store.js";

// Where this visitor came from. The first visit wins: who comes back by another advert is not won a second time.
const UTM = ["utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"];
const LONGEST = 64;

function asked() {
  const query = new URLSearchParams(location.search);
  const said = (name) => query.get(name)?.trim().slice(0, LONGEST) || undefined;
  const utm = Object.fromEntries(UTM.map((name) => [name, said(name)]).filter(([, value]) => value));
  return { source: said("src"), utm: Object.keys(utm).length ? utm : undefined };
}

export function visit() {
  const known = store.get("visit");
  if (known) return known;
  const now = asked();
  if (now.source || now.utm) store.set("visit", now);
  return now;
}
