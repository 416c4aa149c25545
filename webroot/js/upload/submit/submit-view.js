/**
 * The send button, and the panel that replaces it while uploads are running.
 */

import {announce, byId} from '../../shared/dom.js';
import {counted, size} from '../../shared/format.js';
import {text} from '../../shared/texts.js';

export class SubmitView {
  #button = /** @type {HTMLButtonElement} */ (byId('versturen'));
  #panel = byId('wachten');

  /** @param {() => void} press @param {() => void} cancel stops the waiting */
  constructor(press, cancel) {
    byId('verzending').addEventListener('submit', (event) => {
      event.preventDefault();
      press();
    });
    byId('wachten-stop').addEventListener('click', () => {
      cancel();
      this.#button.focus();
      announce(text('verstuur.waitingCancelled'));
    });
  }

  /** @param {string | undefined} name of a document that waits for a file to be chosen */
  showStuck(name) {
    const words = name === undefined ? text('verstuur.waiting') : text('verstuur.waitingChoose', {name});
    if (byId('wachten-tekst').textContent !== words) {
      byId('wachten-tekst').textContent = words;
    }
  }

  /** @param {boolean} sendable @param {boolean} busy sending right now */
  showButton(sendable, busy) {
    this.#button.setAttribute('aria-disabled', String(!sendable || busy));
    this.#button.textContent = text(busy ? 'verstuur.submitting' : 'verstuur.submit');
  }

  /**
   * Keeps the button in sight, beside the total ("3 documenten, 12 MB"), once everything has arrived.
   * @param {import('../item.js').Item[] | null} items null while that is not so
   */
  showReady(items) {
    byId('verstuur-balk').classList.toggle('rc-submit-bar--ready', items !== null);
    document.documentElement.classList.toggle('rc-under-bar', items !== null);
    byId('verstuur-totaal').hidden = items === null;
    const going = items?.filter(({state}) => state !== 'refused') ?? [];
    byId('verstuur-totaal').textContent = items === null ? '' :
      `${counted('document', going.length)}, ${size(going.reduce((sum, item) => sum + item.size, 0))}`;
  }

  /** Shows the panel or the button. @param {boolean} waiting */
  showWaiting(waiting) {
    this.#panel.hidden = !waiting;
    this.#button.hidden = waiting;
  }

  /** Moves the focus to the panel, if it is visible. */
  focusPanel() {
    if (!this.#panel.hidden) {
      byId('wachten-titel').focus();
    }
  }
}
