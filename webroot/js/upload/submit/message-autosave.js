import {call, ofTransfer} from '../../shared/api.js';
import {byId} from '../../shared/dom.js';
import {text} from '../../shared/texts.js';
import {fillMessage, message, messageErrors} from './message.js';

/** A pause in typing that is long enough to save, in ms. */
const PAUSE = 2000;
/** In ms: a page that is hidden, and not gone, waits no longer for an answer that it does not need. */
const LEAVING = 30_000;

/**
 * Keeps what somebody outside types with the server, sealed, for a reload or their next device. Nothing of it stays in
 * this browser.
 */
export class Typing {
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
    this.#address = ofTransfer('/api/transfer/message', transfer);
    fillMessage(found);
    this.#kept = JSON.stringify(message());
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
    return !this.over && JSON.stringify(message()) !== this.#kept;
  }

  /** One after the other, so that an older one never comes last. */
  #keep() {
    clearTimeout(this.#timer);
    this.#last = this.#last.then(() => this.#write());
  }

  async #write() {
    const words = message();
    if (!this.unsaved) {
      return;
    }
    if (messageErrors().length > 0) {
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
    if (this.unsaved && messageErrors().length === 0) {
      fetch(this.#address, {
        method: 'PUT', keepalive: true, headers: {'Content-Type': 'application/json'}, body: JSON.stringify(message()),
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
