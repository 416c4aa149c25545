/**
 * All documents of the transfer, in their order. Dispatches `change` after every change, and `rejected` with files that
 * were rejected later.
 */

import {text} from '../shared/texts.js';
import {FileIntake} from './file-intake.js';
import {PendingFiles} from './pending-files.js';
import {Replacements} from './replacements.js';
import {UploadScheduler} from './upload-scheduler.js';
import {NetworkProfile} from './transport/network-profile.js';

/** @typedef {import('./item.js').Item} Item */

export class Queue extends EventTarget {
  /** @type {Item[]} */
  items = [];
  network = new NetworkProfile();
  /** True if new items wait until they have been announced to the server. */
  registersItems = false;
  /** Asks the server for its list; set once the page can. */
  locate = async () => true;
  #pending = new PendingFiles((detail) => this.dispatchEvent(new CustomEvent('rejected', {detail})));
  #scheduler;
  #replacements;
  #intake;

  /** @param {string} transfer @param {import('./file-rules.js').Limits} limits */
  constructor(transfer, limits) {
    super();
    addEventListener('online', () => this.network.reset());
    this.#scheduler = new UploadScheduler(this, transfer, (item) => this.#progressed(item));
    this.#replacements = new Replacements(this, this.#scheduler, this.#pending, transfer);
    this.#intake = new FileIntake(this, this.#scheduler, this.#replacements, this.#pending, limits);
  }

  get busy() {
    return this.#pending.count > 0 || this.items.some((item) => item.active);
  }

  /** True if there is something to send and all of it has arrived. */
  get complete() {
    return this.#pending.count === 0 && this.sendable && this.items.every((item) => item.arrived);
  }

  get sendable() {
    return this.items.some((item) => item.state !== 'refused' && item.state !== 'failed');
  }

  /**
   * @param {Iterable<File>} files
   * @returns {import('./view/rejected-files.js').RejectedFile[]} those rejected at once; later ones come by event
   */
  add(files) {
    const rejected = this.#intake.add(files);
    this.refresh();
    return rejected;
  }

  /** @param {Item} item */
  pause(item) {
    if (!item.active) {
      return; // the button is hidden, but programs press it too
    }
    item.state = 'paused';
    this.#scheduler.stop(item);
    this.refresh();
  }

  /** @param {Item} item */
  resume(item) {
    if (item.file === null) {
      return; // the button is hidden, but programs press it too
    }
    item.state = 'queued';
    this.#replacements.verify(item);
    this.refresh();
  }

  /** Stops it and takes it off the list; the caller deletes it on the server. @param {Item} item */
  async take(item) {
    this.#abandon(item);
    await this.#scheduler.stop(item);
    this.#scheduler.discard(item);
    this.items = this.items.filter((other) => other !== item);
    this.refresh();
  }

  /** For a document gone from the server; a replaced item stays until the new one is there. @param {Item} item */
  async dropRemoved(item) {
    if (!this.#replacements.replaces(item)) {
      await this.take(item);
    }
  }

  async takeAll() {
    const items = this.items;
    this.items = [];
    items.forEach((item) => this.#abandon(item));
    await Promise.all(items.map((item) => this.#scheduler.stop(item)));
    this.#scheduler.discardAll();
    this.refresh();
  }

  /** Starts the next uploads, and tells the listeners. */
  refresh() {
    this.#scheduler.startNext();
    this.notify();
  }

  /** Tells the listeners that an item has changed. */
  notify() {
    this.dispatchEvent(new Event('change'));
  }

  /** @param {Item} item */
  #abandon(item) {
    this.#replacements.cancel(item);
    item.state = 'paused';
    item.proof.stop();
  }

  /** @param {Item} item */
  #progressed(item) {
    if (item.state === 'failed' && item.fileFault && item.file) {
      this.#replacements.handleMismatch(item);
      return;
    }
    if (item.state === 'failed' && item.reason === null) {
      item.reason = text('verstuur.changedFile');
      item.fileFault = true;
      item.file = null;
    } else if (item.state === 'failed') {
      // It may have been sent, or removed, on another device: the list will show that.
      this.locate();
    }
    if (item.state === 'checking' || item.state === 'elsewhere') {
      this.#scheduler.discard(item);
    }
    if (item.state === 'sending' || item.state === 'offline') {
      this.notify();
    } else {
      this.refresh();
    }
  }
}
