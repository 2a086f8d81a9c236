// Parts of a page that take their time are asked for by themselves; without this script each is a link to a page of its own.
for (const part of document.querySelectorAll("[data-part]")) {
  part.setAttribute("aria-busy", "true");
  fetch(part.dataset.part, { credentials: "same-origin" })
    .then((answer) => (answer.ok && !answer.redirected ? answer.text() : Promise.reject(answer.status)))
    .then((html) => { part.innerHTML = html; })
    .catch(() => { part.querySelector("[data-failed]").hidden = false; })
    .finally(() => part.removeAttribute("aria-busy"));
}
