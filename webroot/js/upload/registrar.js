/**
 * Announces chosen documents to the server before their upload begins, so that the list outlives this tab and keeps its
 * order. One request announces all new documents; they wait for it, but not for a missing network.
 */

import {call, forTransfer} from '../shared/api.js';
import {toProblem} from '../shared/problem.js';
import {Retry} from '../shared/retry.js';

/** In ms, before the first repetition. */
const AGAIN = 2000;
/** In ms: documents wait no longer than this for the answer. */
const HOLD = 5000;

/** @typedef {import('./item.js').Item} Item */

export class Registrar {
  #queue;
  #address;
  #busy = false;
  #retry = new Retry(AGAIN, () => this.#registerNew());

  /** @param {import('./queue.js').Queue} queue @param {string} transfer */
  constructor(queue, transfer) {
    this.#queue = queue;
    this.#address = forTransfer('/api/transfer/chosen', transfer);
    queue.registersItems = true;
    queue.addEventListener('change', () => this.#registerNew());
  }

  #registerNew() {
    const fresh = this.#queue.items.filter(({registered, file, state}) => !registered && file && state !== 'failed');
    if (fresh.length > 0 && !this.#busy && !this.#retry.scheduled) {
      this.#send(fresh);
    }
  }

  /** @param {Item[]} items */
  async #send(items) {
    this.#busy = true;
    const timeout = setTimeout(() => this.#release(items), HOLD);
    try {
      const documents = items.map(({client, name, size}) => ({client, name, size}));
      /** @type {import('json').Refusals} */
      const {refused} = await call('POST', this.#address, {documents});
      this.#retry.reset();
      items.forEach((item) => { item.registered = true; });
      refused.forEach((one) => refuse(items, one));
      this.#queue.locate();
    } catch {
      // The network or the link is away; the uploads will show that.
      this.#retry.schedule();
    }
    clearTimeout(timeout);
    this.#busy = false;
    this.#release(items);
  }

  /** @param {Item[]} items */
  #release(items) {
    items.forEach((item) => { item.awaitsRegistration = false; });
    this.#queue.refresh();
  }
}

/** @param {Item[]} items @param {{client: string, code: string}} one */
function refuse(items, {client, code}) {
  const item = items.find((other) => other.client === client);
  if (item) {
    item.registered = false;
    item.state = 'failed';
    item.reason = toProblem(0, {code}, null).words;
  }
}
