/**
 * Shows the mails and texts that the demo caught. All of it is inserted as text; only addresses in it become links.
 */

/** @typedef {{kind: string, to: string, at: string, subject?: string, text: string}} Message */

/** In ms. */
const EVERY = 1500;
const ADDRESS = /https?:\/\/[^\s<>"]+/g;

const list = /** @type {HTMLElement} */ (document.getElementById("messages"));
const status = /** @type {HTMLElement} */ (document.getElementById("status"));
let shown = "";

/**
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} name @param {string} className @param {string} text
 */
function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** @param {string} text */
function linked(text) {
  const box = element("div", "text", "");
  let from = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const link = element("a", "", found[0]);
    link.href = found[0];
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    box.append(text.slice(from, found.index), link);
    from = found.index + found[0].length;
  }
  box.append(text.slice(from));
  return box;
}

/** @param {Message} message */
function article(message) {
  const made = document.createElement("article");
  const kind = message.kind === "sms" ? "Sms" : "Mail";
  const time = new Date(message.at).toLocaleTimeString("nl-NL");
  made.append(
    element("h2", "", message.subject ?? "Sms"),
    element("p", "about", `${kind} aan ${message.to}, ${time}`),
    linked(message.text),
  );
  return made;
}

async function look() {
  try {
    const answer = await fetch("/demo/api/messages");
    /** @type {Message[]} */
    const messages = await answer.json();
    const state = `${messages.length} ${messages.at(-1)?.at}`;
    if (state !== shown) {
      shown = state;
      list.replaceChildren(...messages.reverse().map(article));
      status.textContent = messages.length === 1 ? "1 bericht" : `${messages.length} berichten`;
    }
  } catch {
    status.textContent = "De demo antwoordt niet.";
  }
  setTimeout(look, EVERY);
}

look();
