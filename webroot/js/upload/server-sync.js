/**
 * Keeps the list up to date with the server: results of the content check, and changes by other tabs and devices.
 */

import {call, forTransfer} from '../shared/api.js';
import {backoff} from '../shared/backoff.js';
import {onWake} from '../shared/wake.js';
import {ListMerge} from './list-merge.js';

/** In ms, between requests during content checks: a small document is checked at once, a large one takes long. */
const CHECKING = {first: 400, longest: 3200};
/** In ms, between requests while another device sends. */
const ELSEWHERE = 5000;

/** @typedef {import('json').OpenDocument} OpenDocument */

export class ServerSync {
  #queue;
  #transfer;
  #submitted;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  stopped = false;
  /** Requests since checks began. */
  #looks = 0;
  /** In ms since the epoch. */
  #othersUntil = 0;
  #listMerge;

  /**
   * @param {import('./queue.js').Queue} queue
   * @param {string} transfer
   * @param {(found: import('json').SubmittedTransfer) => void} submitted called if another tab or device has sent the
   *   transfer
   */
  constructor(queue, transfer, submitted) {
    this.#queue = queue;
    this.#listMerge = new ListMerge(queue);
    this.#transfer = transfer;
    this.#submitted = submitted;
    queue.addEventListener('change', () => this.#plan());
    document.addEventListener('visibilitychange', () => this.#plan());
    onWake(() => this.stopped || this.refresh());
  }

  /** Looks regularly from now on: another device is about to add documents. @param {number} duration in ms */
  expectOthers(duration) {
    this.#othersUntil = Date.now() + duration;
    this.#plan();
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.#timer);
  }

  /** Schedules the next request if a change is expected; a hidden tab rests. */
  #plan() {
    const items = this.#queue.items;
    const checking = items.some(({state}) => state === 'checking');
    this.#looks = checking ? this.#looks : 0;
    const wait = checking ? backoff(this.#looks, CHECKING.first, CHECKING.longest)
      : items.some(({state}) => state === 'elsewhere') || Date.now() < this.#othersUntil ? ELSEWHERE : 0;
    if (document.hidden || wait === 0) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    } else if (!this.stopped) {
      this.#timer ??= setTimeout(() => this.refresh(), wait);
    }
  }

  /** @returns {Promise<boolean>} true if the server answered */
  async refresh() {
    clearTimeout(this.#timer);
    this.#looks += 1;
    let answered = false;
    const before = new Set(this.#queue.items.filter(({registered, id}) => registered || id !== null));
    try {
      /** @type {import('json').OpenTransfer | import('json').SubmittedTransfer} */
      const found = await call('GET', forTransfer('/api/transfer', this.#transfer));
      answered = true;
      if (this.stopped) {
        return true;
      }
      if (found.state !== 'open') {
        this.#submitted(found);
        return true;
      }
      this.merge(found.documents, before);
    } catch {
      // The network or the session is away. The user's next action shows that; here the request is only repeated.
    }
    this.#timer = undefined;
    this.#plan();
    return answered;
  }

  /** @param {OpenDocument[]} known @param {Set<import('./item.js').Item>} [before] */
  merge(known, before) {
    this.#listMerge.merge(known, before);
  }
}
