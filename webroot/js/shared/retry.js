/**
 * Repeats a failed action: with growing delays, or at once when the connection may be back.
 */

import {backoff} from './backoff.js';
import {onWake} from './wake.js';

export class Retry {
  #action;
  #first;
  #tries = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {number} first in ms, before the first repetition @param {() => void} action */
  constructor(first, action) {
    this.#first = first;
    this.#action = action;
    onWake(() => this.scheduled && this.#run());
  }

  get scheduled() {
    return this.#timer !== undefined;
  }

  schedule() {
    this.#timer = setTimeout(() => this.#run(), backoff(this.#tries, this.#first));
    this.#tries += 1;
  }

  /** After a success the next repetition comes soon again. */
  reset() {
    this.#tries = 0;
  }

  #run() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#action();
  }
}
