/**
 * The page with questions and answers: shows those that have the typed words, while they are typed.
 */

import {byId} from '../shared/dom.js';
import {text} from '../shared/texts.js';

const field = /** @type {HTMLInputElement} */ (byId('vraag'));
const questions = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-question]'));
const groups = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-group]'));

// After a search without script the page holds only its results: the next search goes to the server too.
if (!new URLSearchParams(location.search).has('vraag')) {
  field.addEventListener('input', show);
  byId('zoek').addEventListener('submit', (event) => {
    event.preventDefault();
    show();
  });
}

/** The same rule as on the server: every word stands somewhere in the question or the answer. */
function show() {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  questions.forEach((one) => {
    const whole = plain(one.textContent ?? '');
    one.hidden = !words.every((word) => whole.includes(word));
  });
  groups.forEach((group) => { group.hidden = !group.querySelector('[data-question]:not([hidden])'); });
  const count = [...questions].filter((one) => !one.hidden).length;
  byId('niets').hidden = count > 0;
  byId('gevonden').textContent = words.length === 0 || count === 0 ? ''
    : text(count === 1 ? 'hulp.foundOne' : 'hulp.found', {count});
}

/** Without capitals and accents. @param {string} words */
function plain(words) {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
