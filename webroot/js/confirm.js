import {byId} from './dom.js';

/**
 * Asks once more before something is done. The browser's own dialog keeps the focus inside, closes with Escape and gives the
 * focus back to the button that was pressed.
 * @param {{title: string, words: string, yes: string}} question
 * @returns {Promise<boolean>}
 */
export function confirmed({title, words, yes}) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('bevestig'));
  byId('bevestig-titel').textContent = title;
  byId('bevestig-tekst').textContent = words;
  byId('bevestig-ja').textContent = yes;
  return new Promise((resolve) => {
    let answer = false;
    byId('bevestig-formulier').onsubmit = (event) => {
      event.preventDefault();
      answer = true;
      dialog.close();
    };
    byId('bevestig-nee').onclick = () => dialog.close();
    dialog.onclose = () => resolve(answer);
    dialog.showModal();
  });
}
