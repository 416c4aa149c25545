import {announce} from '../shared/dom.js';
import {text} from '../shared/texts.js';
import {onWake} from '../shared/timeout.js';
import {nameOf, objection, shownName} from './file-rules.js';
import {Item} from './item.js';
import {tell} from './view/announcements.js';
import {Passage} from './transport/network-profile.js';
import {Renewal} from './replacement.js';
import {Transport} from './transport/transport.js';
import {twinOf} from './content/file-matching.js';

/** @typedef {import('./view/rejected-files.js').Objection} Objection */

const AT_ONCE = 3;
/** All documents of the transfer and whose turn it is. Tells `change` listeners of everything that happens. */
export class Queue extends EventTarget {
  /** @type {Item[]} */
  items = [];
  /** @type {Map<Item, Transport>} */
  #transports = new Map();
  passage = new Passage();
  /** Files that were chosen and are compared before they are in the list, one after the other. */
  #matching = Promise.resolve();
  #unmatched = 0;
  /** What is against files that were compared. @type {{objections: Objection[], offered: number}} */
  #late = {objections: [], offered: 0};
  #renewal;
  /** Whether somebody tells the server of new items before they begin. */
  announces = false;
  #transfer;
  #limits;
  /** Asks the server what it has; set once the page can. */
  locate = async () => true;

  /** @param {string} transfer @param {import('./file-rules.js').Limits} limits */
  constructor(transfer, limits) {
    super();
    this.#transfer = transfer;
    this.#limits = limits;
    this.#renewal = new Renewal(transfer);
    addEventListener('online', () => this.passage.forget());
    onWake(() => this.#transports.forEach((transport) => transport.hurry()));
  }

  get busy() {
    return this.#unmatched > 0 || this.items.some((item) => item.active);
  }

  /** Whether all that can go has arrived, and there is something to go. */
  get complete() {
    return this.#unmatched === 0 && this.sendable && this.items.every((item) => item.arrived);
  }

  get sendable() {
    return this.items.some((item) => item.state !== 'refused' && item.state !== 'failed');
  }

  /**
   * Adds files. One that is called as another that is here may be the same: what is against that is said later, by `objections`.
   * @param {Iterable<File>} files @returns {Objection[]} what could not be added, and why
   */
  add(files) {
    const objections = [];
    for (const file of files) {
      if (this.#alike(file).length > 0) {
        this.#unmatched += 1;
        this.#matching = this.#matching.then(() => this.#match(file));
      } else {
        const words = this.#begin(file);
        if (words) {
          objections.push({name: shownName(file), words});
        }
      }
    }
    this.#turn();
    return objections;
  }

  /** @param {File} file */
  #alike(file) {
    const called = nameOf(file);
    return this.items.filter(({name, size, state}) => name === called && size === file.size && state !== 'refused');
  }

  /** By its content it goes on with one that is here, is here already, or is a document of its own. @param {File} file */
  async #match(file) {
    const alike = this.#alike(file);
    alike.forEach((item) => { item.comparing = item.wantsFile; });
    this.dispatchEvent(new Event('change'));
    const twin = await twinOf(file, alike).catch(() => null);
    alike.forEach((item) => { item.comparing = false; });
    this.#late.offered += 1;
    let words = null;
    if (twin === null || !this.items.includes(twin)) {
      words = this.#begin(file, alike.length > 0 ? text('verstuur.anew', {name: nameOf(file)}) : null);
    } else if (twin.wantsFile) {
      this.#goOn(twin, file);
    } else {
      words = text('verstuur.already', {name: nameOf(file)});
    }
    if (words) {
      this.#late.objections.push({name: shownName(file), words});
    }
    this.#matched();
  }

  #matched() {
    this.#unmatched -= 1;
    if (this.#unmatched === 0 && this.#late.objections.length > 0) {
      this.dispatchEvent(new CustomEvent('objections', {detail: this.#late}));
    }
    this.#late = this.#unmatched === 0 ? {objections: [], offered: 0} : this.#late;
    this.#turn();
  }

  /** @param {File} file @param {string | null} note */
  #begin(file, note = null) {
    const spoiled = this.items.find((item) => item.name === nameOf(file) && item.spoiled && item.wantsFile);
    const words = objection(file, this.#limits, this.items.length - (spoiled ? 1 : 0));
    if (words) {
      return words;
    }
    if (spoiled) {
      this.#anew(spoiled, file);
      return null;
    }
    const item = new Item(nameOf(file), file.size, file);
    item.held = this.announces;
    item.note = note;
    this.items.push(item);
    if (note) {
      announce(`${nameOf(file)}: ${note}`);
    } else {
      tell('added', nameOf(file));
    }
    return null;
  }

  /** New bytes may go while the old ones are compared. @param {Item} item @param {File} file */
  #goOn(item, file) {
    item.takes(file);
    item.reason = null;
    item.spoiled = false;
    item.state = 'queued';
    this.#transports.delete(item);
    this.#demandProof(item);
    tell('resumed', nameOf(file));
  }

  /** @param {Item} item */
  async #demandProof(item) {
    if (item.offset > 0 && item.url !== null) {
      const {proof} = item;
      if (await proof.demand() === 'different' && item.proof === proof) {
        this.#differs(item);
      }
    }
  }

  /** What the server has is not the file: once it begins anew by itself. @param {Item} item */
  #differs(item) {
    const {file} = item;
    if (file && item.restarts === 0) {
      this.#anew(item, file);
    } else {
      item.state = 'failed';
      item.spoiled = true;
      item.takes(null);
      item.reason = text('verstuur.changedAgain');
      this.#transports.get(item)?.stop();
      this.#turn();
    }
  }

  /** Another document in the place of one that is worth nothing any more. @param {Item} item @param {File} file */
  async #anew(item, file) {
    this.#unmatched += 1;
    item.takes(null);
    item.state = 'failed';
    item.spoiled = false;
    item.reason = text('verstuur.anewChanged');
    await this.#transports.get(item)?.stop();
    this.#transports.delete(item);
    const fresh = await this.#renewal.renew(item, nameOf(file), file);
    if (fresh) {
      fresh.held = this.announces;
      this.items.splice(this.items.indexOf(item), 1, fresh);
      announce(`${nameOf(file)}: ${fresh.note}`);
    }
    this.#matched();
  }

  /** @param {Item} item */
  pause(item) {
    if (!item.active) {
      return; // its button does not show, and programs press it all the same
    }
    item.state = 'paused';
    this.#transports.get(item)?.stop();
    this.#turn();
  }

  /** @param {Item} item */
  resume(item) {
    if (item.file === null) {
      return; // its button does not show, and programs press it all the same
    }
    item.state = 'queued';
    this.#demandProof(item);
    this.#turn();
  }

  /** Stops it here and takes it off the list; what the server holds of it is the caller's to delete. @param {Item} item */
  async take(item) {
    this.#renewal.forget(item);
    item.state = 'paused';
    item.proof.stop();
    await this.#transports.get(item)?.stop();
    this.#transports.delete(item);
    this.items = this.items.filter((other) => other !== item);
    this.#turn();
  }

  /** The server has it no more. One that begins anew stays until the new one is there. @param {Item} item */
  async gone(item) {
    if (!this.#renewal.replaces(item)) {
      await this.take(item);
    }
  }

  /** Takes all of them off the list. */
  async takeAll() {
    const items = this.items;
    this.items = [];
    items.forEach((item) => {
      this.#renewal.forget(item);
      item.state = 'paused';
      item.proof.stop();
    });
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
    for (const item of this.items.filter(({state, held}) => state === 'queued' && !held)) {
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
    if (item.state === 'failed' && item.spoiled && item.file) {
      this.#differs(item);
      return;
    }
    if (item.state === 'failed' && item.reason === null) {
      item.reason = text('verstuur.changedFile');
      item.spoiled = true;
      item.file = null;
    } else if (item.state === 'failed') {
      // It may have been sent, or taken out, on another device: then the list says so.
      this.locate();
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
