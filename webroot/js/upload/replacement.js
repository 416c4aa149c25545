import {Item} from './item.js';
import {removeItem} from './remove.js';

/** In ms, until what could not be removed is tried again. */
const AGAIN = 5000;

/** Makes the documents that take the place of ones that are worth nothing any more. */
export class Renewal {
  #transfer;
  /** Taken off the list by the person. @type {WeakSet<Item>} */
  #taken = new WeakSet();
  /** @type {WeakSet<Item>} */
  #replaced = new WeakSet();

  /** @param {string} transfer */
  constructor(transfer) {
    this.#transfer = transfer;
  }

  /** Nothing comes in the place of what the person does not want. @param {Item} item */
  forget(item) {
    this.#taken.add(item);
  }

  /** Whether another one takes its place, or will. @param {Item} item */
  replaces(item) {
    return this.#replaced.has(item);
  }

  /**
   * Has the server forget the old one first: else the list would show both, as if another device had added one.
   * @param {Item} item @param {string} name @param {File} file
   * @returns {Promise<Item | null>} null when the person has taken it off the list meanwhile
   */
  async renew(item, name, file) {
    this.#taken.delete(item);
    this.#replaced.add(item);
    while (!this.#taken.has(item) && !await this.#forgotten(item)) {
      await new Promise((again) => { setTimeout(again, AGAIN); });
    }
    if (this.#taken.has(item)) {
      return null;
    }
    const fresh = new Item(name, file.size, file);
    fresh.note = item.reason;
    fresh.restarts = item.restarts + 1;
    return fresh;
  }

  /** Whether the server knows it no more. @param {Item} item */
  async #forgotten(item) {
    return (item.url === null && !item.announced) || removeItem(item, this.#transfer).then(() => true, () => false);
  }
}
