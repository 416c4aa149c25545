/**
 * Finds, makes and shows elements of the page.
 */

/** Rows of a list from which it is long. */
const LONG = 100;

/** @template {HTMLElement} T @param {string} id @returns {T} */
export function byId(id) {
  return /** @type {T} */ (document.getElementById(id));
}

/**
 * Makes an element. Texts are inserted as text, never as markup.
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/**
 * Lets the browser lay out a row of a long list only when it comes near. It is a class, because selectors with `:has()`
 * made the browser match the whole page again after each change of a row.
 * @param {HTMLElement} list @param {number} rows
 */
export function markLong(list, rows) {
  list.classList.toggle('rc-documents--long', rows >= LONG);
}

/**
 * Shows one of the page's states, moves the focus to its heading, and names the tab after it and the transfer's number.
 * A title stays in the browser's history, so it holds no name of a person or an organisation.
 * @param {string} name
 */
export function showState(name) {
  const states = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-state]'));
  states.forEach((state) => { state.hidden = state.dataset.state !== name; });
  const heading = /** @type {HTMLElement} */ (document.querySelector(`[data-state="${name}"] h1`));
  const number = document.querySelector(`[data-state="${name}"] [data-fill$="number"]`)?.textContent;
  document.title = document.title
      .replace(/^.*(?= – )/, () => [heading.textContent, number].filter(Boolean).join(' '));
  heading.tabIndex = -1;
  heading.focus();
}

/**
 * Fills the elements marked data-fill; an empty value hides its row.
 * @param {Record<string, string | null | undefined>} values
 */
export function fill(values) {
  for (const [name, value] of Object.entries(values)) {
    document.querySelectorAll(`[data-fill="${name}"]`).forEach((place) => { place.textContent = value ?? ''; });
    const rows = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[data-row="${name}"]`));
    rows.forEach((row) => { row.hidden = !value; });
  }
}

/**
 * Makes screen readers say this after the current sentence.
 * @param {string} words
 */
export function announce(words) {
  const place = byId('melding');
  const line = element('p', {}, words);
  place.append(line);
  setTimeout(() => line.remove(), 10_000);
}

/** Makes every print button work. */
export function enablePrint() {
  document.querySelectorAll('[data-print]').forEach((button) => button.addEventListener('click', () => print()));
}
