/**
 * Writes the progress of an upload into its item, and schedules the next attempt after a failure.
 */

import {backoff} from '../../shared/backoff.js';
import {Rate} from './rate.js';

/** In ms, unless the server asks for longer. */
const FIRST_WAIT = 1000;

export class UploadProgress {
  #item;
  #changed;
  #retry;
  #rate = new Rate();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** True if the item's offset equals the server's, as far as the page can know. */
  offsetKnown = false;

  /**
   * @param {import('../item.js').Item} item
   * @param {() => void} changed called after every change of the item
   * @param {() => void} retry starts the next attempt
   */
  constructor(item, changed, retry) {
    this.#item = item;
    this.#changed = changed;
    this.#retry = retry;
  }

  notify() {
    this.#changed();
  }

  begin() {
    this.offsetKnown = false;
    this.#item.state = 'sending';
    this.#changed();
  }

  /** Cancels the scheduled attempt and forgets the speed. */
  halt() {
    clearTimeout(this.#timer);
    this.#rate.reset();
  }

  /** Bytes have left the browser. @param {number} sent the offset that they reach */
  setSent(sent) {
    this.#rate.add(sent);
    this.#item.sent = sent;
    this.#item.speed = this.#rate.perSecond;
    this.#changed();
  }

  /**
   * The server has reported its offset; the end of the file ends the upload.
   * @param {number} offset
   */
  setStored(offset) {
    const item = this.#item;
    if (offset > item.offset) {
      item.attempts = 0;
      item.waitReason = null;
    }
    this.offsetKnown = true;
    item.setStored(offset);
    this.#rate.add(offset);
    if (offset >= item.size) {
      item.speed = null;
      // The next look at the server's list tells the result of the content check.
      item.state = 'checking';
    }
    this.#changed();
  }

  /**
   * The server reports progress while a request is still open.
   * @param {number} offset
   */
  setPartlyStored(offset) {
    this.#item.offset = offset;
    this.#changed();
  }

  /** Bytes in transit count as lost until the server has reported its offset. */
  resetSent() {
    this.offsetKnown = false;
    this.#item.speed = null;
    this.#item.sent = this.#item.offset;
  }

  /**
   * The upload ends here: the server is asked next, or another device sends.
   * @param {'checking' | 'elsewhere'} state
   */
  letGo(state) {
    this.#item.state = state;
    this.#item.file = null;
    this.#changed();
  }

  /** The proof allows no bytes of this file. @param {import('../content/comparison.js').Outcome} outcome */
  refuseFile(outcome) {
    if (outcome === 'gone') {
      this.wait('wait');
    } else {
      this.fail(null);
    }
  }

  /** @param {string | null} words null: the file itself can no longer be read */
  fail(words) {
    this.#item.state = 'failed';
    this.#item.reason = words;
    this.#changed();
  }

  /**
   * Schedules the next attempt, with growing delays.
   * @param {import('../item.js').WaitReason} reason
   * @param {number} [asked] seconds that the server asked for, or NaN
   */
  wait(reason, asked = 0) {
    const item = this.#item;
    item.attempts += 1;
    const wait = asked > 0 ? asked * 1000 : backoff(item.attempts - 1, FIRST_WAIT);
    item.state = 'offline';
    item.waitReason = reason;
    item.retryAt = Date.now() + wait;
    this.#timer = setTimeout(this.#retry, wait);
    this.#changed();
  }
}
