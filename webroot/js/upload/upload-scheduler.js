/**
 * Owns the transports of all documents, and starts the next ones in line when there is room.
 */

import {onWake} from '../shared/wake.js';
import {Transport} from './transport/transport.js';

/** Documents that are uploaded at the same time. */
const AT_ONCE = 3;

/** @typedef {import('./item.js').Item} Item */

export class UploadScheduler {
  #queue;
  #transfer;
  #progressed;
  /** @type {Map<Item, Transport>} */
  #transports = new Map();

  /**
   * @param {import('./queue.js').Queue} queue @param {string} transfer
   * @param {(item: Item) => void} progressed called after every change of an item
   */
  constructor(queue, transfer, progressed) {
    this.#queue = queue;
    this.#transfer = transfer;
    this.#progressed = progressed;
    onWake(() => this.#transports.forEach((transport) => transport.hurry()));
  }

  startNext() {
    let free = AT_ONCE - this.#queue.items.filter(({state}) => state === 'sending' || state === 'offline').length;
    for (const item of this.#queue.items
        .filter(({state, awaitsRegistration}) => state === 'queued' && !awaitsRegistration)) {
      if (free > 0) {
        free -= 1;
        this.#transportOf(item).start();
      }
    }
  }

  /** @param {Item} item */
  async stop(item) {
    await this.#transports.get(item)?.stop();
  }

  /** The next upload of this item begins with a new transport. @param {Item} item */
  discard(item) {
    this.#transports.delete(item);
  }

  discardAll() {
    this.#transports.clear();
  }

  /** @param {Item} item */
  #transportOf(item) {
    let transport = this.#transports.get(item);
    if (!transport) {
      transport = new Transport(item, this.#transfer, this.#queue.network, () => this.#progressed(item),
          () => this.#queue.locate());
      this.#transports.set(item, transport);
    }
    return transport;
  }
}
