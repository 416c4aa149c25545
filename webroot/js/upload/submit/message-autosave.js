/**
 * Saves an outsider's typed message on the server, sealed, for a reload or their next device. This browser keeps
 * nothing of it.
 */

import {call, forTransfer} from '../../shared/api.js';
import {byId} from '../../shared/dom.js';
import {text} from '../../shared/texts.js';
import {fillMessage, findMessageErrors, readMessage} from './message.js';

/** In ms: a pause in typing after which the message is saved. */
const PAUSE = 2000;
/** In ms: a hidden page waits no longer for the answer. */
const LEAVING = 30_000;

export class MessageAutosave {
  #address;
  #saved;
  /** @type {Promise<void>} */
  #last = Promise.resolve();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** True once the transfer was sent. */
  closed = false;

  /** @param {string} transfer @param {import('json').MessageInput} [found] the message that was saved before */
  constructor(transfer, found = {}) {
    this.#address = forTransfer('/api/transfer/message', transfer);
    fillMessage(found);
    this.#saved = JSON.stringify(readMessage());
    if (Object.keys(found).length > 0) {
      say('verstuur.messageKept');
    }
    const form = byId('verzending');
    form.addEventListener('change', () => this.#save());
    form.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#save(), PAUSE);
    });
    addEventListener('pagehide', () => this.#saveOnLeave());
    document.addEventListener('visibilitychange', () => document.hidden && this.#saveOnLeave());
  }

  get unsaved() {
    return !this.closed && JSON.stringify(readMessage()) !== this.#saved;
  }

  /** Waits a moment for a save under way: the message goes along with Verstuur, and no save is taken after it. */
  async settle() {
    clearTimeout(this.#timer);
    await Promise.race([this.#last, new Promise((resolve) => { setTimeout(resolve, PAUSE); })]);
  }

  /** Saves one version after the other, so that an older one never overwrites a newer one. */
  #save() {
    clearTimeout(this.#timer);
    this.#last = this.#last.then(() => this.#write());
  }

  async #write() {
    const words = readMessage();
    if (!this.unsaved) {
      return;
    }
    if (findMessageErrors().length > 0) {
      say('verstuur.messageNotKept');
      return;
    }
    try {
      await call('PUT', this.#address, words);
      this.#saved = JSON.stringify(words);
      say('verstuur.messageKept');
    } catch {
      say(this.closed ? null : 'verstuur.messageNotKept');
    }
  }

  /** Saves without waiting for the answer, since the page may be gone soon. */
  #saveOnLeave() {
    if (this.unsaved && findMessageErrors().length === 0) {
      fetch(this.#address, {
        method: 'PUT', keepalive: true, headers: {'Content-Type': 'application/json'},
        body: JSON.stringify(readMessage()),
        signal: AbortSignal.timeout(LEAVING),
      }).catch(() => {});
    }
  }
}

/** @param {string | null} key */
function say(key) {
  const words = key === null ? '' : text(key);
  if (byId('bewaard').textContent !== words) {
    byId('bewaard').textContent = words;
  }
}
