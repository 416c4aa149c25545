import {text} from '../texts.js';
import {onWake} from '../within.js';
import {nameOf, objection, shownName} from './checks.js';
import {Item} from './item.js';
import {tell} from './news.js';
import {Passage} from './passage.js';
import {Transport} from './transport.js';

/** @typedef {import('./objections.js').Objection} Objection */

const AT_ONCE = 3;

/** All documents of the transfer and whose turn it is. Tells `change` listeners of everything that happens. */
export class Queue extends EventTarget {
  /** @type {Item[]} */
  items = [];
  /** @type {Map<Item, Transport>} */
  #transports = new Map();
  passage = new Passage();
  #transfer;
  #limits;
  /** Asks the server what it has; set once the page can. */
  locate = async () => true;

  /** @param {string} transfer @param {import('./checks.js').Limits} limits */
  constructor(transfer, limits) {
    super();
    this.#transfer = transfer;
    this.#limits = limits;
    addEventListener('online', () => this.passage.forget());
    onWake(() => this.#transports.forEach((transport) => transport.hurry()));
  }

  get busy() {
    return this.items.some((item) => item.active);
  }

  /** Whether all that can go has arrived, and there is something to go. */
  get complete() {
    return this.sendable && this.items.every((item) => item.arrived);
  }

  get sendable() {
    return this.items.some((item) => item.state !== 'refused' && item.state !== 'failed');
  }

  /** @param {Iterable<File>} files @returns {Objection[]} what could not be added, and why */
  add(files) {
    const objections = [];
    for (const file of files) {
      const words = this.#addOne(file);
      if (words) {
        objections.push({name: shownName(file), words});
      }
    }
    this.#turn();
    return objections;
  }

  /** @param {File} file */
  #addOne(file) {
    const called = nameOf(file);
    const same = this.items.find(({name, size, state}) =>
      name === called && size === file.size && state !== 'refused');
    if (same?.wantsFile) {
      same.file = file;
      same.reason = null;
      same.state = 'queued';
      this.#transports.delete(same);
      tell('resumed', called);
      return null;
    }
    if (same) {
      return text('verstuur.already', {name: called});
    }
    const words = objection(file, this.#limits, this.items.length);
    if (!words) {
      this.items.push(new Item(called, file.size, file));
      tell('added', called);
    }
    return words;
  }

  /** @param {Item} item */
  pause(item) {
    item.state = 'paused';
    this.#transports.get(item)?.stop();
    this.#turn();
  }

  /** @param {Item} item */
  resume(item) {
    item.state = 'queued';
    this.#turn();
  }

  /** Stops it here and takes it off the list; what the server holds of it is the caller's to delete. @param {Item} item */
  async take(item) {
    item.state = 'paused';
    await this.#transports.get(item)?.stop();
    this.#transports.delete(item);
    this.items = this.items.filter((other) => other !== item);
    this.#turn();
  }

  /** The same with all of them. */
  async takeAll() {
    const items = this.items;
    this.items = [];
    items.forEach((item) => { item.state = 'paused'; });
    await Promise.all(items.map((item) => this.#transports.get(item)?.stop()));
    this.#transports.clear();
    this.#turn();
  }

  /** For what the server told of items. */
  touched() {
    this.#turn();
  }

  /** The next ones in line go, and whoever watches is told. */
  #turn() {
    let free = AT_ONCE - this.items.filter(({state}) => state === 'sending' || state === 'offline').length;
    for (const item of this.items.filter(({state}) => state === 'queued')) {
      if (free > 0) {
        free -= 1;
        this.#transportOf(item).start();
      }
    }
    this.dispatchEvent(new Event('change'));
  }

  /** @param {Item} item */
  #transportOf(item) {
    let transport = this.#transports.get(item);
    if (!transport) {
      transport = new Transport(item, this.#transfer, this.passage, () => this.#progressed(item),
          () => this.locate());
      this.#transports.set(item, transport);
    }
    return transport;
  }

  /** @param {Item} item */
  #progressed(item) {
    if (item.state === 'failed' && item.reason === null) {
      item.reason = text('verstuur.changedFile');
      item.file = null;
    }
    if (item.state === 'checking' || item.state === 'elsewhere') {
      this.#transports.delete(item);
    }
    if (item.state === 'sending' || item.state === 'offline') {
      this.dispatchEvent(new Event('change'));
    } else {
      this.#turn();
    }
  }
}
