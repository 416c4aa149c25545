import {call, ofTransfer} from '../api.js';
import {refusalOf, warningOf} from '../kinds.js';
import {onWake} from '../within.js';
import {Item} from './item.js';
import {tell} from './news.js';
import {removeDocument} from './remove.js';

/** A small document has been checked in no time; a large one takes what it takes. In ms, twice as long at each look. */
const CHECKING = {first: 400, longest: 3200};
const ELSEWHERE = 5000;

/** @typedef {{id: string, name: string, size: number, offset: number, state: string, refusal: string | null, kind: string | null,
 *   warning: boolean, rightExtension: string | null,
 *   upload: string}} Known */

/** Keeps the list in step with what the server knows: results of the checks, and work of another device. */
export class ServerView {
  #queue;
  #transfer;
  #submitted;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  stopped = false;
  /** How often we have looked since checks began. */
  #looks = 0;
  /** @type {Known[]} */
  #twins = [];

  /**
   * @param {import('./queue.js').Queue} queue
   * @param {string} transfer
   * @param {(found: any) => void} submitted when it turns out to be sent already, from another tab for instance
   */
  constructor(queue, transfer, submitted) {
    this.#queue = queue;
    this.#transfer = transfer;
    this.#submitted = submitted;
    queue.addEventListener('change', () => this.#plan());
    document.addEventListener('visibilitychange', () => this.#plan());
    onWake(() => {
      if (this.#timer !== undefined) {
        this.look();
      }
    });
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
    const wait = checking ? Math.min(CHECKING.first * 2 ** this.#looks, CHECKING.longest)
      : items.some(({state}) => state === 'elsewhere') ? ELSEWHERE : 0;
    if (document.hidden || wait === 0) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    } else if (!this.stopped) {
      this.#timer ??= setTimeout(() => this.look(), wait);
    }
  }

  /** @returns {Promise<boolean>} whether the server could be asked */
  async look() {
    clearTimeout(this.#timer);
    this.#looks += 1;
    let asked = false;
    try {
      const found = await call('GET', ofTransfer('/api/transfer', this.#transfer));
      asked = true;
      if (this.stopped) {
        return true;
      }
      if (found.state !== 'open') {
        this.#submitted(found);
        return true;
      }
      this.merge(found.documents);
    } catch {
      // The line is away, or the session: what the user does next will say so. Here we only look again.
    }
    this.#timer = undefined;
    this.#plan();
    return asked;
  }

  /**
   * When a line breaks at the wrong moment a browser asks by itself a second time for a document to be made. The
   * empty second one is not shown, and taken away before sending: nobody would ever fill it.
   */
  async dropTwins() {
    await this.look();
    await Promise.all(this.#twins.map(({upload}) => removeDocument(upload)));
  }

  /** @param {Known[]} known */
  merge(known) {
    const ids = new Set(known.map(({id}) => id));
    const own = (/** @type {Known} */ one) => this.#queue.items.some(({id}) => id === one.id);
    known.filter(own).forEach((one) => this.#mergeOne(one));
    const others = known.filter((one) => !own(one));
    this.#twins = others.filter((one) => one.state === 'receiving' && one.offset === 0
      && this.#queue.items.some(({id, name, size, file, arrived}) =>
        id !== null && name === one.name && size === one.size && (file !== null || arrived)));
    others.filter((one) => !this.#twins.includes(one)).forEach((one) => this.#mergeOne(one));
    // What has no file here and is not there any more was removed from another tab or device.
    this.#queue.items = this.#queue.items.filter(({id, file, arrived}) =>
        (file !== null && !arrived) || id === null || ids.has(id));
    this.#queue.touched();
  }

  /** @param {Known} one */
  #mergeOne(one) {
    const items = this.#queue.items;
    // One that is just being made here may be on the server before this page has heard its number.
    let item = items.find(({id}) => id === one.id)
      ?? items.find(({id, name, size, file}) => id === null && file && name === one.name && size === one.size);
    if (!item) {
      item = new Item(one.name, one.size, null);
      item.state = 'elsewhere';
      items.push(item);
    }
    item.sitsAt(one.upload);
    // While bytes go the transport knows best; at rest what the server holds is what counts.
    if (item.file && !item.arrived && item.state !== 'paused') {
      return;
    }
    item.holds(one.offset);
    if (item.state === 'checking' && one.state === 'receiving') {
      // Somebody in between has said that it arrived, and it has not.
      item.state = item.file ? 'queued' : 'elsewhere';
      return;
    }
    if (one.state !== 'receiving' && item.state !== one.state) {
      this.#arrived(item, one);
    }
  }

  /** @param {Item} item @param {Known} one */
  #arrived(item, one) {
    const {state} = one;
    item.holds(item.size);
    if (state !== 'checking') {
      item.takes(null);
    }
    item.state = /** @type {import('./item.js').State} */ (state);
    item.reason = state !== 'refused' ? null : refusalOf(one);
    item.warning = warningOf(one);
    const said = /** @type {Record<string, string>} */ ({
      checking: 'announceChecking', accepted: 'announceAccepted', refused: 'announceRefused',
    })[state];
    if (said) {
      tell(said, item.name);
    }
  }
}
