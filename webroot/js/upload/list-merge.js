import {showMessage} from '../shared/errors.js';
import {refusalAdvice, contentWarning} from '../shared/document-kinds.js';
import {text} from '../shared/texts.js';
import {Item} from './item.js';
import {announceDocument} from './view/announcements.js';

/** @typedef {{id: string | null, name: string, size: number, offset: number, state: string, refusal: string | null,
 *   kind: string | null, warning: boolean, rightExtension: string | null, upload: string | null, client: string | null}} Known */

/** @param {{name: string}[]} some */
function names(some) {
  return some.map(({name}) => name).join(', ');
}

/** Brings the list of this page and that of the server together. Other tabs and devices work on the same list. */
export class ListMerge {
  #queue;
  /** What another tab or device has put on the list. @type {WeakSet<Item>} */
  #others = new WeakSet();

  /** @param {import('./queue.js').Queue} queue */
  constructor(queue) {
    this.#queue = queue;
  }

  /** @param {Known[]} known @param {Set<Item>} [before] what the server had been told of before it was asked */
  merge(known, before = new Set()) {
    const twice = known.filter((one) => this.#mergeOne(one));
    if (twice.length > 0) {
      showMessage(text('verstuur.twice', {names: names(twice)}));
    }
    const places = new Map(known.flatMap(({id, client}, place) => [[id, place], [client, place]]));
    places.delete(null);
    const place = (/** @type {Item} */ {id, client}) => places.get(id) ?? places.get(client) ?? known.length;
    this.#queue.items.sort((one, other) => place(one) - place(other));
    this.#removed(this.#queue.items.filter((item) => before.has(item) && place(item) === known.length));
    this.#queue.refresh();
  }

  /** What is not there any more was removed from another tab or device. @param {Item[]} gone */
  #removed(gone) {
    const mine = gone.filter(({file}) => file !== null);
    gone.forEach((item) => this.#queue.dropRemoved(item));
    if (mine.length > 0) {
      showMessage(text('verstuur.removedElsewhere', {names: names(mine)}));
    }
  }

  /** @param {Known} one @returns {boolean} whether it is new, and the same file was chosen here already */
  #mergeOne(one) {
    const item = this.#itemOf(one);
    if (item) {
      this.#follow(item, one);
      return false;
    }
    const twice = this.#queue.items.some((own) => !this.#others.has(own) && own.name === one.name
      && own.size === one.size && own.state !== 'refused');
    this.#follow(this.#addOther(one), one);
    return twice;
  }

  /** @param {Known} one */
  #itemOf(one) {
    return this.#queue.items.find(({id, client}) => (id !== null && id === one.id) || client === one.client);
  }

  /** @param {Known} one */
  #addOther(one) {
    const item = new Item(one.name, one.size, null);
    item.client = one.client ?? item.client;
    item.state = 'elsewhere';
    this.#others.add(item);
    this.#queue.items.push(item);
    return item;
  }

  /** @param {Item} item @param {Known} one */
  #follow(item, one) {
    item.registered = true;
    if (one.upload === null) {
      return;
    }
    item.setUrl(one.upload);
    // While bytes go the transport knows best; at rest what the server holds is what counts.
    if (item.file && !item.arrived && item.state !== 'paused') {
      return;
    }
    item.setStored(one.offset);
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
    item.setStored(item.size);
    if (state !== 'checking') {
      item.setFile(null);
    }
    item.state = /** @type {import('./item.js').State} */ (state);
    item.reason = state !== 'refused' ? null : refusalAdvice(one);
    item.warning = contentWarning(one);
    const said = /** @type {Record<string, string>} */ ({
      checking: 'announceChecking', accepted: 'announceAccepted', refused: 'announceRefused',
    })[state];
    if (said) {
      announceDocument(said, item.name);
    }
  }
}
