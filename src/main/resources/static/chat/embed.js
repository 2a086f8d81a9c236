// <script src="https://host/chat/embed.js" data-source="landing" data-color="#0f6b66" defer></script>
// Puts the chat on any site: a round button that opens it in an iframe. Optional: data-language="ru|en".
// All in a shadow root with a constructed style sheet: the host's styles do not reach in, ours do not
// leak out, and a host CSP without 'unsafe-inline' does not block it.
(() => {
  const ID = "rapport-chat-widget";
  const OPEN_KEY = "rapport.chat.widget.open";
  const UTM_KEY = "rapport.chat.widget.utm";
  const UTM = /^utm_(source|medium|campaign|content|term)$/;
  // Only known while the script runs, so it is taken first.
  const script = document.currentScript ?? document.querySelector('script[src*="/chat/embed.js"]');
  if (!script) return;
  const origin = new URL(script.src).origin;
  const { source, color, language } = script.dataset;
  const speech = (language || document.documentElement.lang || navigator.language).toLowerCase();
  const words = speech.startsWith("ru")
    ? { open: "Открыть чат", close: "Закрыть чат", frame: "Чат", unread: "новых сообщений" }
    : { open: "Open the chat", close: "Close the chat", frame: "Chat", unread: "new messages" };

  const STYLES = `
    :host { all: initial; --color: #0f6b66; --on-color: #fff; }
    [hidden] { display: none !important; }
    button { font: 600 13px/1 system-ui, sans-serif; cursor: pointer; border: 0; padding: 0; }
    button:focus-visible { outline: 3px solid var(--color); outline-offset: 3px; }
    svg { display: block; }
    .launcher { position: fixed; z-index: 2147483000; right: max(20px, env(safe-area-inset-right)); bottom: max(20px, env(safe-area-inset-bottom));
      width: 60px; height: 60px; border-radius: 50%; display: grid; place-items: center; background: var(--color); color: var(--on-color); box-shadow: 0 6px 24px rgb(0 0 0 / 25%); }
    .badge { position: absolute; top: -4px; right: -4px; min-width: 22px; padding: 5px 6px; box-sizing: border-box; border-radius: 11px; background: #b3341f; color: #fff; font-size: 12px; }
    .panel { position: fixed; z-index: 2147483000; right: max(20px, env(safe-area-inset-right)); bottom: calc(max(20px, env(safe-area-inset-bottom)) + 74px);
      width: 380px; height: min(600px, calc(100dvh - 114px)); border-radius: 18px; overflow: hidden; background: #f7f1e7; box-shadow: 0 12px 48px rgb(0 0 0 / 28%); }
    iframe { display: block; width: 100%; height: 100%; border: 0; }
    .escape { position: absolute; top: 10px; right: 10px; width: 40px; height: 40px; border-radius: 50%; display: grid; place-items: center; background: #fff; color: #22302f; }
    @media (max-width: 480px), (max-height: 420px) {
      .panel { inset: 0; width: auto; height: 100dvh; border-radius: 0; }
      .open .launcher { display: none; }
    }
    @media (prefers-color-scheme: dark) { .panel { background: #121b1a; } }
    @media (prefers-reduced-motion: no-preference) { .panel { animation: rise .2s ease-out; } @keyframes rise { from { opacity: 0; transform: translateY(12px); } } }
  `;
  const BUBBLE = "M4 5.5h16v11H9.5L5 20v-3.5H4z";
  const CROSS = "M6 6l12 12M18 6L6 18";

  advert();

  function mount() {
    // Included twice, on purpose or by a tag manager: still one widget.
    if (document.getElementById(ID)) return;
    const host = document.createElement("div");
    host.id = ID;
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    root.adoptedStyleSheets = [sheet];
    document.body.append(host);

    const box = make("div");
    const panel = make("div", { className: "panel", hidden: true });
    const launcher = make("button", { type: "button", className: "launcher" });
    const badge = make("span", { className: "badge", hidden: true });
    // A way out on phones until the page inside shows its own; it may fail to load.
    const escape = make("button", { type: "button", className: "escape", ariaLabel: words.close });
    escape.append(icon(CROSS));
    panel.append(escape);
    box.append(panel, launcher);
    root.append(box);
    paint(host);

    let frame = null;
    let ready = false;
    let unread = 0;
    const isOpen = () => !panel.hidden;
    const tellFrame = () => ready && frame.contentWindow.postMessage({ type: "rapport-chat:open", value: isOpen() }, origin);

    function set(open, { focus = true } = {}) {
      // Loaded at the first opening: visitors who never chat pay nothing.
      if (open && !frame) panel.prepend((frame = make("iframe", { title: words.frame, src: address() })));
      panel.hidden = !open;
      box.className = open ? "open" : "";
      remember(open);
      if (open) unread = 0;
      tellFrame();
      drawLauncher();
      if (focus) (open ? frame : launcher).focus();
    }

    function drawLauncher() {
      launcher.setAttribute("aria-expanded", String(isOpen()));
      launcher.ariaLabel = isOpen() ? words.close : unread ? `${words.open}, ${words.unread}: ${unread}` : words.open;
      badge.hidden = unread === 0;
      badge.textContent = unread > 9 ? "9+" : String(unread);
      launcher.replaceChildren(icon(isOpen() ? CROSS : BUBBLE), badge);
    }

    launcher.addEventListener("click", () => set(!isOpen()));
    escape.addEventListener("click", () => set(false));
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && isOpen()) set(false);
    });
    addEventListener("message", (event) => {
      if (event.origin !== origin || !frame || event.source !== frame.contentWindow) return;
      if (event.data?.type === "rapport-chat:close") set(false);
      if (event.data?.type === "rapport-chat:ready") {
        ready = true;
        escape.hidden = true;
        tellFrame();
      }
      if (event.data?.type === "rapport-chat:unread") {
        unread = isOpen() ? 0 : Number(event.data.value) || 0;
        drawLauncher();
      }
    });
    drawLauncher();
    if (remembered()) set(true, { focus: false });
  }

  function address() {
    const query = new URLSearchParams({ embed: "1" });
    if (source) query.set("src", source);
    for (const [name, value] of new URLSearchParams(advert())) if (UTM.test(name)) query.set(name, value);
    if (language) query.set("lang", language);
    return `${origin}/chat?${query}`;
  }

  // The advert led to one page, and the chat may be opened on another: the first one is remembered.
  function advert() {
    const here = new URLSearchParams([...new URLSearchParams(location.search)].filter(([name]) => UTM.test(name))).toString();
    try {
      const first = localStorage.getItem(UTM_KEY);
      if (!first && here) localStorage.setItem(UTM_KEY, here);
      return first || here;
    } catch {
      return here;
    }
  }

  function paint(host) {
    if (!color || !CSS.supports("color", color)) return;
    host.style.setProperty("--color", color);
    // A light brand colour needs a dark icon.
    const probe = getComputedStyle(host);
    host.style.color = color;
    const [red, green, blue] = (probe.color.match(/[\d.]+/g) ?? [0, 0, 0]).map(Number);
    if (0.299 * red + 0.587 * green + 0.114 * blue > 150) host.style.setProperty("--on-color", "#22302f");
  }

  // Per tab, so that a page opened tomorrow does not greet its reader with an open panel.
  function remember(open) {
    try {
      sessionStorage.setItem(OPEN_KEY, open ? "1" : "0");
    } catch {
      // Storage refused: the panel is simply closed on the next page.
    }
  }

  function remembered() {
    try {
      return sessionStorage.getItem(OPEN_KEY) === "1";
    } catch {
      return false;
    }
  }

  function make(tag, properties = {}) {
    return Object.assign(document.createElement(tag), properties);
  }

  function icon(path) {
    const NS = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(NS, "svg");
    for (const [name, value] of Object.entries({ viewBox: "0 0 24 24", width: 28, height: 28, "aria-hidden": "true" })) svg.setAttribute(name, value);
    const line = document.createElementNS(NS, "path");
    for (const [name, value] of Object.entries({ d: path, fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round" })) line.setAttribute(name, value);
    svg.append(line);
    return svg;
  }

  if (document.body) mount();
  else addEventListener("DOMContentLoaded", mount);
})();
