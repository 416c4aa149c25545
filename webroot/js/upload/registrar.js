import {call, forTransfer, toProblem} from '../shared/api.js';
import {backoff} from '../shared/backoff.js';
import {onWake} from '../shared/wake.js';

/** In ms, before the first repetition. */
const AGAIN = 2000;
/** In ms: documents wait no longer than this for an answer. */
const HOLD = 5000;

/** @typedef {import('./item.js').Item} Item */

/**
 * Tells the server what was chosen before any of it begins, so that the list outlives this tab and keeps its order. One
 * request for all that is new; documents wait for it, but not for a line that is away.
 */
export class Registrar {
  #queue;
  #address;
  #busy = false;
  #tries = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {import('./queue.js').Queue} queue @param {string} transfer */
  constructor(queue, transfer) {
    this.#queue = queue;
    this.#address = forTransfer('/api/transfer/chosen', transfer);
    queue.registersItems = true;
    queue.addEventListener('change', () => this.#look());
    onWake(() => this.#again());
  }

  #look() {
    const fresh = this.#queue.items.filter(({registered, file, state}) => !registered && file && state !== 'failed');
    if (fresh.length > 0 && !this.#busy && this.#timer === undefined) {
      this.#send(fresh);
    }
  }

  /** @param {Item[]} items */
  async #send(items) {
    this.#busy = true;
    const patience = setTimeout(() => this.#release(items), HOLD);
    try {
      const documents = items.map(({client, name, size}) => ({client, name, size}));
      const {refused} = await call('POST', this.#address, {documents});
      this.#tries = 0;
      items.forEach((item) => { item.registered = true; });
      refused.forEach((/** @type {{client: string, code: string}} */ one) => refuse(items, one));
      this.#queue.locate();
    } catch {
      // The line is away, or the link: the documents themselves will say so.
      this.#timer = setTimeout(() => this.#again(), backoff(this.#tries, AGAIN));
      this.#tries += 1;
    }
    clearTimeout(patience);
    this.#busy = false;
    this.#release(items);
  }

  /** @param {Item[]} items */
  #release(items) {
    items.forEach((item) => { item.awaitsRegistration = false; });
    this.#queue.refresh();
  }

  #again() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#look();
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
