/**
 * Owns the transports of all documents, and starts the next ones in line when there is room.
 */

import {onWake} from '../shared/wake.js';
import {PIECE} from './content/piece-codes.js';
import {Transport} from './transport/transport.js';

/**
 * Documents that are uploaded at the same time. For small ones the round trips of their requests overlap; a browser has
 * six connections to a server in HTTP/1.1, and one stays free for other questions.
 */
const AT_ONCE = {large: 3, all: 5};

/** @typedef {import('./item.js').Item} Item */

/** @param {Item} item */
function isLarge({size}) {
  return size > PIECE;
}

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
    const running = this.#queue.items.filter(({state}) => state === 'sending' || state === 'offline');
    let all = running.length;
    let large = running.filter(isLarge).length;
    for (const item of this.#queue.items
        .filter(({state, awaitsRegistration}) => state === 'queued' && !awaitsRegistration)) {
      if (all < AT_ONCE.all && (!isLarge(item) || large < AT_ONCE.large)) {
        all += 1;
        large += isLarge(item) ? 1 : 0;
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
