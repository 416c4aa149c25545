/**
 * Merges the server's list of documents into this page's. Other tabs and devices work on the same list.
 */

import {contentWarning, refusalAdvice} from '../shared/document-kinds.js';
import {showMessage} from '../shared/errors.js';
import {scanState} from '../shared/scan-state.js';
import {text} from '../shared/texts.js';
import {Item} from './item.js';
import {announceDocument} from './view/announcements.js';

/** @typedef {import('json').OpenDocument} OpenDocument */

/** @param {{name: string}[]} some */
function names(some) {
  return some.map(({name}) => name).join(', ');
}

export class ListMerge {
  #queue;
  /** Documents that another tab or device has added. @type {WeakSet<Item>} */
  #others = new WeakSet();

  /** @param {import('./queue.js').Queue} queue */
  constructor(queue) {
    this.#queue = queue;
  }

  /**
   * @param {OpenDocument[]} known
   * @param {Set<Item>} [before] the items that were announced to the server before it answered
   */
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

  /** Another tab or device has removed these documents. @param {Item[]} gone */
  #removed(gone) {
    const mine = gone.filter(({file}) => file !== null);
    gone.forEach((item) => this.#queue.dropRemoved(item));
    if (mine.length > 0) {
      showMessage(text('verstuur.removedElsewhere', {names: names(mine)}));
    }
  }

  /** @param {OpenDocument} one @returns {boolean} true if it is new, and the same file was chosen here already */
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

  /** @param {OpenDocument} one */
  #itemOf(one) {
    return this.#queue.items.find(({id, client}) => (id !== null && id === one.id) || client === one.client);
  }

  /** @param {OpenDocument} one */
  #addOther(one) {
    const item = new Item(one.name, one.size, null);
    item.client = one.client ?? item.client;
    item.state = 'elsewhere';
    this.#others.add(item);
    this.#queue.items.push(item);
    return item;
  }

  /** @param {Item} item @param {OpenDocument} one */
  #follow(item, one) {
    item.registered = true;
    if (one.upload === null) {
      return;
    }
    item.setUrl(one.upload);
    // During an upload the transport knows the offset best; at rest the server does.
    if (item.file && !item.arrived && item.state !== 'paused') {
      return;
    }
    item.setStored(one.offset);
    if (item.state === 'checking' && one.state === 'receiving') {
      // An intermediary has answered that all bytes arrived, and they have not.
      item.state = item.file ? 'queued' : 'elsewhere';
      return;
    }
    if (item.state === 'checking') {
      item.scan = scanState(one.scan);
    }
    if (one.state !== 'receiving' && item.state !== one.state) {
      this.#arrived(item, one);
    }
  }

  /** @param {Item} item @param {OpenDocument} one */
  #arrived(item, one) {
    const {state} = one;
    item.setStored(item.size);
    if (state !== 'checking') {
      item.setFile(null);
    }
    item.state = /** @type {import('./item.js').State} */ (state);
    item.reason = state !== 'refused' ? null : refusalAdvice(one);
    item.warning = contentWarning(one);
    item.scan = scanState(one.scan);
    const said = /** @type {Record<string, string>} */ ({
      checking: 'announceChecking', accepted: 'announceAccepted', refused: 'announceRefused',
    })[state];
    if (said) {
      announceDocument(said, item.name);
    }
  }
}
