import { language } from "./texts.js";

const TIMEOUT_MS = 15_000;

/** The server answered, and said no. `detail` is its RFC 9457 sentence for people, if any. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem?.title ?? `HTTP ${status}`);
    this.status = status;
    this.detail = problem?.detail ?? problem?.title ?? null;
  }

  /** Sending the very same thing again cannot help. */
  get isFinal() {
    return this.status >= 400 && this.status < 500 && ![408, 425, 429].includes(this.status);
  }
}

export const api = {
  send: (message) => call("/api/v1/chat/messages", message),
  messages: (session, after) => call(`/api/v1/chat/messages?${new URLSearchParams({ session, after })}`),
  why: (session, message) => call(`/api/v1/chat/why?${new URLSearchParams({ session, message, language: language() })}`),
  advanceDay: () => call("/api/v1/demo/clock", { advance: "P1D" }),
};

async function call(url, body) {
  const headers = { Accept: "application/json", "Accept-Language": language() };
  if (body) headers["Content-Type"] = "application/json";
  const response = await fetch(url, {
    method: body ? "POST" : "GET",
    headers,
    body: body && JSON.stringify(body),
    cache: "no-store",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Refused(response.status, await response.json().catch(() => null));
  return response.json();
}
