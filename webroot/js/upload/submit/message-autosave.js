import {call, forTransfer} from '../../shared/api.js';
import {byId} from '../../shared/dom.js';
import {text} from '../../shared/texts.js';
import {fillMessage, findMessageErrors, readMessage} from './message.js';

/** A pause in typing that is long enough to save, in ms. */
const PAUSE = 2000;
/** In ms: a page that is hidden, and not gone, waits no longer for an answer that it does not need. */
const LEAVING = 30_000;

/**
 * Keeps what somebody outside types with the server, sealed, for a reload or their next device. Nothing of it stays in
 * this browser.
 */
export class MessageAutosave {
  #address;
  #kept;
  /** @type {Promise<void>} */
  #last = Promise.resolve();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** It was sent: nothing is left to keep. */
  over = false;

  /** @param {string} transfer @param {Record<string, string>} [found] what was typed before */
  constructor(transfer, found = {}) {
    this.#address = forTransfer('/api/transfer/message', transfer);
    fillMessage(found);
    this.#kept = JSON.stringify(readMessage());
    if (Object.keys(found).length > 0) {
      say('verstuur.messageKept');
    }
    const form = byId('verzending');
    form.addEventListener('change', () => this.#keep());
    form.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#keep(), PAUSE);
    });
    addEventListener('pagehide', () => this.#leave());
    document.addEventListener('visibilitychange', () => document.hidden && this.#leave());
  }

  get unsaved() {
    return !this.over && JSON.stringify(readMessage()) !== this.#kept;
  }

  /** One after the other, so that an older one never comes last. */
  #keep() {
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
      this.#kept = JSON.stringify(words);
      say('verstuur.messageKept');
    } catch {
      say(this.over ? null : 'verstuur.messageNotKept');
    }
  }

  /** A page that goes has no time to wait for an answer. */
  #leave() {
    if (this.unsaved && findMessageErrors().length === 0) {
      fetch(this.#address, {
        method: 'PUT', keepalive: true, headers: {'Content-Type': 'application/json'}, body: JSON.stringify(readMessage()),
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
