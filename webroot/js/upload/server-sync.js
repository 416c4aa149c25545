import {call, forTransfer} from '../shared/api.js';
import {backoff} from '../shared/backoff.js';
import {onWake} from '../shared/wake.js';
import {ListMerge} from './list-merge.js';

/** A small document has been checked in no time; a large one takes what it takes. In ms, twice as long at each look. */
const CHECKING = {first: 400, longest: 3200};
const ELSEWHERE = 5000;

/** @typedef {import('./list-merge.js').Known} Known */

/** Keeps the list in step with what the server knows: results of the checks, and work of another device. */
export class ServerSync {
  #queue;
  #transfer;
  #submitted;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  stopped = false;
  /** How often we have looked since checks began. */
  #looks = 0;
  #listMerge;

  /**
   * @param {import('./queue.js').Queue} queue
   * @param {string} transfer
   * @param {(found: any) => void} submitted when it turns out to be sent already, from another tab for instance
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

  stop() {
    this.stopped = true;
    clearTimeout(this.#timer);
  }

  /** Looks again soon if there is anything to wait for; a tab that nobody sees rests. */
  #plan() {
    const items = this.#queue.items;
    const checking = items.some(({state}) => state === 'checking');
    this.#looks = checking ? this.#looks : 0;
    const wait = checking ? backoff(this.#looks, CHECKING.first, CHECKING.longest)
      : items.some(({state}) => state === 'elsewhere') ? ELSEWHERE : 0;
    if (document.hidden || wait === 0) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    } else if (!this.stopped) {
      this.#timer ??= setTimeout(() => this.refresh(), wait);
    }
  }

  /** @returns {Promise<boolean>} whether the server could be asked */
  async refresh() {
    clearTimeout(this.#timer);
    this.#looks += 1;
    let asked = false;
    const before = new Set(this.#queue.items.filter(({registered, id}) => registered || id !== null));
    try {
      const found = await call('GET', forTransfer('/api/transfer', this.#transfer));
      asked = true;
      if (this.stopped) {
        return true;
      }
      if (found.state !== 'open') {
        this.#submitted(found);
        return true;
      }
      this.merge(found.documents, before);
    } catch {
      // The line is away, or the session: what the user does next will say so. Here we only look again.
    }
    this.#timer = undefined;
    this.#plan();
    return asked;
  }

  /** @param {Known[]} known @param {Set<import('./item.js').Item>} [before] */
  merge(known, before) {
    this.#listMerge.merge(known, before);
  }
}
