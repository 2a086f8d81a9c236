import { $ } from "./dom.js";
import { store } from "./store.js";
import { t } from "./texts.js";

const LIMIT = 4096;
const SHOW_COUNTER_FROM = LIMIT - 200;
const field = $("text");

/** `send(text)` gets trimmed text within the limit. Too long a text is kept, not cut: the writer shortens it. */
export function openComposer(send) {
  field.value = store.get("draft") ?? "";
  refresh();

  field.addEventListener("input", () => {
    store.set("draft", field.value);
    refresh();
  });
  field.addEventListener("keydown", (event) => {
    // While an input method composes a word, Enter picks the word.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  $("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });

  function submit() {
    if ($("send").disabled) return;
    send(field.value.trim());
    clearComposer();
    focusComposer();
  }
}

export function clearComposer() {
  field.value = "";
  store.remove("draft");
  refresh();
}

/** Not where the focus would open a soft keyboard unasked. */
export function focusComposer() {
  if (matchMedia("(pointer: fine)").matches || document.activeElement === $("send")) field.focus();
}

/** Fits the height, the counter and the button to the text; also after a change of language. */
export function refresh() {
  const length = field.value.trim().length;
  $("send").disabled = length === 0 || length > LIMIT;
  const words = length > LIMIT ? "charactersOver" : "charactersLeft";
  $("counter").textContent = length >= SHOW_COUNTER_FROM ? t(words, { count: Math.abs(LIMIT - length) }) : "";
  $("counter").classList.toggle("over", length > LIMIT);
  field.setAttribute("aria-invalid", String(length > LIMIT));
  // The style sheet bounds the height; beyond it the field scrolls.
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}
