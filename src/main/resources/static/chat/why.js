import { Refused, api } from "./api.js";
import { $, el } from "./dom.js";
import { session } from "./session.js";
import { word } from "./why-texts.js";

// The demo's glass box: what was heard, what was decided, and the rows that decided it.
const panel = $("why-panel");
let shown = null;

$("why-close").addEventListener("click", () => panel.close());
panel.addEventListener("click", (event) => {
  // The backdrop belongs to the dialog element itself; its contents are children.
  if (event.target === panel) panel.close();
});

/** Opens the panel for one message; the dialog itself gives the focus back on closing. */
export async function openWhy(id) {
  shown = id;
  if (!panel.open) panel.showModal();
  fill(el("p", { className: "why-note" }, word("loading")));
  try {
    const why = await api.why(session.id, id);
    if (shown === id) fill(...sections(why));
  } catch (error) {
    if (shown === id) fill(...failure(error, id));
  }
  $("why-body").scrollTop = 0;
}

function fill(...nodes) {
  $("why-body").replaceChildren(...nodes.filter(Boolean));
}

function failure(error, id) {
  if (error instanceof Refused && error.status === 404) return [el("p", { className: "why-note" }, word("unknown"))];
  const again = el("button", { type: "button", className: "text-button", onclick: () => openWhy(id) }, word("again"));
  return [el("p", { className: "why-note" }, word("broken")), again];
}

function sections({ signals, score, tags, stage, action, rows, content, release }) {
  return [
    section("heard", signals?.length ? heard(signals) : el("p", { className: "why-note" }, word("nothingHeard"))),
    section("decided", decided({ action, stage, tags })),
    score && section("score", scored(score)),
    rows?.length && section("rows", rowTable(rows)),
    content?.length && section("content", ...content.map(contentItem)),
    release && el("p", { className: "why-release" }, `${word("release")}: ${release}`),
  ];
}

function section(title, ...children) {
  return el("section", {}, el("h3", {}, word(title)), ...children);
}

function heard(signals) {
  return el("ul", { className: "why-heard" }, ...signals.map(({ quote, value, title, reason }) =>
    el("li", {}, quote ? el("q", {}, quote) : null, el("span", {}, (quote ? " — " : "") + title + (value ? `: ${value}` : "")),
      reason ? el("p", { className: "why-note" }, reason) : null)));
}

function decided({ action, stage, tags }) {
  const facts = [
    [word("action"), action],
    [word("stage"), stage],
    [word("tags"), tags?.length && el("span", { className: "why-tags" }, ...tags.map((tag) => el("span", { className: "tag" }, tag)))],
  ];
  return el("dl", {}, ...facts.filter(([, value]) => value).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

function scored({ fit, engagement, total, band }) {
  const pill = band && el("span", { className: `band ${String(band).toLowerCase()}` }, word("band", band));
  return el("p", { className: "why-score" },
    el("strong", {}, String(total)), pill,
    el("span", { className: "why-parts" }, `${word("fit")} ${fit} + ${word("engagement")} ${engagement}`));
}

function rowTable(rows) {
  const names = ["table", "row", "cell", "reason", "points"];
  const head = el("tr", {}, ...names.map((name) => el("th", { scope: "col", className: name }, word(name))));
  const body = rows.map((row) => el("tr", {}, ...names.map((name) =>
    el("td", { className: name }, name === "points" ? signed(row.points) : String(row[name] ?? "")))));
  return el("table", {}, el("thead", {}, head), el("tbody", {}, ...body));
}

function contentItem({ title, reasons }) {
  return el("div", { className: "why-content" }, el("h4", {}, title), el("ul", {}, ...(reasons ?? []).map(({ row, reason, points }) =>
    el("li", {}, el("code", {}, row), el("span", { className: "why-because" }, reason), el("span", { className: "points" }, signed(points))))));
}

function signed(points) {
  if (points === null || points === undefined || points === "") return "";
  return (points > 0 ? "+" : "") + String(points).replace("-", "−");
}
