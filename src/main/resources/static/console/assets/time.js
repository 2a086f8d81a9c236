// The server writes instants in the house's zone; whoever reads the page may sit elsewhere.
const language = document.documentElement.lang || "ru";
const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const withYear = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
const exact = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long" });

for (const element of document.querySelectorAll("time[datetime]")) {
  const instant = new Date(element.dateTime);
  if (Number.isNaN(instant.getTime())) continue;
  const thisYear = instant.getFullYear() === new Date().getFullYear();
  element.textContent = (thisYear ? format : withYear).format(instant);
  element.title = exact.format(instant);
}
