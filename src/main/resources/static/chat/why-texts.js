import { language } from "./texts.js";

// The words around a decision; its own words come from the server, in the language asked for.
const WORDS = {
  heard: ["Что услышал помощник", "What the assistant heard"],
  nothingHeard: ["В сообщении не было ничего, за что можно зацепиться.", "Nothing in the message gave a clue."],
  decided: ["Что решил", "What it decided"],
  action: ["Действие", "Action"],
  stage: ["Этап", "Stage"],
  tags: ["Метки", "Tags"],
  score: ["Интерес клиента", "How interested the client is"],
  points: ["Баллы", "Points"],
  fit: ["соответствие", "fit"],
  engagement: ["вовлечённость", "engagement"],
  rows: ["Какие строки таблиц сработали", "Table rows that fired"],
  table: ["Таблица", "Table"],
  row: ["Строка", "Row"],
  cell: ["Ячейка", "Cell"],
  reason: ["Причина", "Reason"],
  content: ["Почему этот материал", "Why this material"],
  release: ["Версия таблиц", "Release of the tables"],
  loading: ["Вспоминаем, как было…", "Looking it up…"],
  unknown: ["Для этого сообщения объяснения нет.", "There is no explanation for this message."],
  broken: ["Не получилось загрузить объяснение.", "The explanation could not be loaded."],
  again: ["Повторить", "Try again"],
  "band.COLD": ["холодный", "cold"],
  "band.WARM": ["тёплый", "warm"],
  "band.HOT": ["горячий", "hot"],
  "band.READY": ["готов к покупке", "ready to buy"],
};

/** The word for a key such as "heard", or for a code: word("band", "HOT"). */
export function word(kind, code) {
  const key = code === undefined ? kind : `${kind}.${String(code).toUpperCase()}`;
  return WORDS[key]?.[language() === "ru" ? 0 : 1] ?? code ?? kind;
}
