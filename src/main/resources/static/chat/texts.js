import { store } from "./store.js";

const TEXTS = {
  ru: {
    chat: "Чат",
    pageTitle: "{school} — чат",
    presenceOn: "на связи",
    presenceTyping: "печатает…",
    presenceOff: "нет связи",
    switchLanguage: "Язык: русский. Switch to English",
    close: "Закрыть чат",
    demoBar: "Управление демонстрацией",
    demo: "Демо",
    advanceDay: "+1 день",
    restart: "Начать заново",
    clockFailed: "Не получилось перевести часы. Попробуйте ещё раз.",
    conversation: "Переписка",
    messages: "Сообщения",
    quickReplies: "Варианты ответа",
    introTitle: "Рады вас видеть",
    introText: "Спрашивайте о занятиях, ценах и расписании — или расскажите, зачем вам язык. Подумаем вместе.",
    introNote: "Отвечает виртуальный помощник. Если понадобится, подключится менеджер.",
    startRetry: "Не получилось начать разговор — повторить",
    newest: "↓ Новые сообщения",
    messageLabel: "Ваше сообщение",
    placeholder: "Напишите сообщение",
    send: "Отправить",
    charactersLeft: "Осталось знаков: {count}",
    charactersOver: "Слишком длинно, лишних знаков: {count}",
    you: "Вы:",
    bot: "Помощник:",
    operator: "Менеджер",
    sending: "отправляется…",
    failed: "не отправлено — повторить",
    why: "почему?",
    offline: "Нет связи. Сообщения не потеряются: отправим, когда она вернётся.",
    today: "Сегодня",
    yesterday: "Вчера",
    material: "Материал",
    newTab: "(откроется в новой вкладке)",
    whyTitle: "Почему такой ответ",
    closePanel: "Закрыть объяснение",
  },
  en: {
    chat: "Chat",
    pageTitle: "{school} — chat",
    presenceOn: "online",
    presenceTyping: "typing…",
    presenceOff: "no connection",
    switchLanguage: "Language: English. Переключить на русский",
    close: "Close the chat",
    demoBar: "Demo controls",
    demo: "Demo",
    advanceDay: "+1 day",
    restart: "Start over",
    clockFailed: "The clock could not be moved. Please try again.",
    conversation: "Conversation",
    messages: "Messages",
    quickReplies: "Suggested replies",
    introTitle: "Good to see you",
    introText: "Ask about lessons, prices and times — or tell us what you need the language for. We’ll work it out together.",
    introNote: "A virtual assistant answers here. A manager joins when needed.",
    startRetry: "The conversation could not be started — try again",
    newest: "↓ New messages",
    messageLabel: "Your message",
    placeholder: "Write a message",
    send: "Send",
    charactersLeft: "Characters left: {count}",
    charactersOver: "Too long, characters over: {count}",
    you: "You:",
    bot: "Assistant:",
    operator: "Manager",
    sending: "sending…",
    failed: "not sent — try again",
    why: "why?",
    offline: "No connection. Nothing is lost: we’ll send your messages when it is back.",
    today: "Today",
    yesterday: "Yesterday",
    material: "Material",
    newTab: "(opens in a new tab)",
    whyTitle: "Why this answer",
    closePanel: "Close the explanation",
  },
};

// An explicit ?lang= wins for this visit; the switch is remembered for the next ones.
const asked = new URLSearchParams(location.search).get("lang");
let current = [asked, store.get("language")].find((each) => each in TEXTS) ?? (/^(ru|be|kk|uk)\b/i.test(navigator.language) ? "ru" : "en");

export const language = () => current;

export function switchLanguage() {
  current = current === "ru" ? "en" : "ru";
  store.set("language", current);
}

export function t(key, values = {}) {
  return (TEXTS[current][key] ?? key).replace(/\{(\w+)}/g, (_, name) => values[name]);
}

/** Puts the words into the static page: data-t, data-t-label, data-t-placeholder. */
export function translatePage() {
  document.documentElement.lang = current;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", t(node.dataset.tLabel));
  for (const node of document.querySelectorAll("[data-t-placeholder]")) node.placeholder = t(node.dataset.tPlaceholder);
  for (const node of document.querySelectorAll("[data-language]")) node.classList.toggle("current", node.dataset.language === current);
}
