/**
 * The dialog that asks for a confirmation.
 */

import {byId} from './dom.js';
import {clearErrors, showFieldWords} from './errors.js';
import {text} from './texts.js';

/** "Yes" in either language. */
const YES = /^\W*(ja|yes)\W*$/iu;

/** @typedef {{title: string, words: string, yes: string, typed?: boolean}} Question */

/**
 * Asks before an action. The browser's own dialog keeps the focus inside, closes with Escape and returns the focus to
 * the button.
 * @param {Question} question typed: the person must type "yes", so that a program that only presses buttons cannot
 * confirm
 * @returns {Promise<boolean>}
 */
export function askConfirmation({title, words, yes, typed = false}) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('bevestig'));
  const word = /** @type {HTMLInputElement} */ (byId('bevestig-woord'));
  byId('bevestig-titel').textContent = title;
  byId('bevestig-tekst').textContent = words;
  byId('bevestig-ja').textContent = yes;
  byId('bevestig-veld').hidden = !typed;
  word.value = '';
  clearErrors();
  return new Promise((resolve) => {
    let answer = false;
    byId('bevestig-formulier').onsubmit = (event) => {
      event.preventDefault();
      if (typed && !YES.test(word.value)) {
        showFieldWords('bevestig-woord', text('common.typeYesMissing'));
        return;
      }
      answer = true;
      dialog.close();
    };
    byId('bevestig-nee').onclick = () => dialog.close();
    dialog.onclose = () => {
      clearErrors();
      resolve(answer);
    };
    if (!dialog.open) {
      dialog.showModal();
    }
    (typed ? word : byId('bevestig-ja')).focus();
  });
}
