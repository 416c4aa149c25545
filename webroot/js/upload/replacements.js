/**
 * Replaces a document when a person or a program has changed its file after a part was stored.
 */

import {announce} from '../shared/dom.js';
import {text} from '../shared/texts.js';
import {documentName} from './file-rules.js';
import {Item} from './item.js';
import {removeItem} from './remove.js';

/** In ms, until a failed removal is tried again. */
const AGAIN = 5000;

export class Replacements {
  #queue;
  #scheduler;
  #pending;
  #transfer;
  /**
   * Items that the user has removed.
   * @type {WeakSet<Item>}
   */
  #unwanted = new WeakSet();
  /** @type {WeakSet<Item>} */
  #replaced = new WeakSet();

  /**
   * @param {import('./queue.js').Queue} queue
   * @param {import('./upload-scheduler.js').UploadScheduler} scheduler
   * @param {import('./pending-files.js').PendingFiles} pending
   * @param {string} transfer
   */
  constructor(queue, scheduler, pending, transfer) {
    this.#queue = queue;
    this.#scheduler = scheduler;
    this.#pending = pending;
    this.#transfer = transfer;
  }

  /**
   * An item that the user has removed is not replaced.
   * @param {Item} item
   */
  cancel(item) {
    this.#unwanted.add(item);
  }

  /** True if another document takes this one's place, now or soon. @param {Item} item */
  replaces(item) {
    return this.#replaced.has(item);
  }

  /**
   * Compares all its stored bytes with the file.
   * @param {Item} item
   */
  async verify(item) {
    if (item.offset > 0 && item.url !== null) {
      const {proof} = item;
      if (await proof.verifyAll() === 'different' && item.proof === proof) {
        this.handleMismatch(item);
      }
    }
  }

  /**
   * The stored bytes differ from the file: the upload begins anew by itself, but only once.
   * @param {Item} item
   */
  handleMismatch(item) {
    const {file} = item;
    if (file && item.restarts === 0) {
      this.replace(item, file);
    } else {
      item.state = 'failed';
      item.fileFault = true;
      item.setFile(null);
      item.reason = text('verstuur.changedAgain');
      this.#scheduler.stop(item);
      this.#queue.refresh();
    }
  }

  /** @param {Item} item @param {File} file */
  async replace(item, file) {
    this.#pending.begin();
    item.setFile(null);
    item.state = 'failed';
    item.fileFault = false;
    item.reason = text('verstuur.anewChanged');
    await this.#scheduler.stop(item);
    this.#scheduler.discard(item);
    const fresh = await this.#createFor(item, file);
    if (fresh) {
      fresh.awaitsRegistration = this.#queue.registersItems;
      this.#queue.items.splice(this.#queue.items.indexOf(item), 1, fresh);
      announce(`${documentName(file)}: ${fresh.note}`);
    }
    this.#pending.end();
    this.#queue.refresh();
  }

  /**
   * Removes the old one on the server first: otherwise the list would show both, as if another device had added one.
   * @param {Item} item @param {File} file
   * @returns {Promise<Item | null>} null if the user has removed it meanwhile
   */
  async #createFor(item, file) {
    this.#unwanted.delete(item);
    this.#replaced.add(item);
    while (!this.#unwanted.has(item) && !await this.#removeFromServer(item)) {
      await new Promise((again) => { setTimeout(again, AGAIN); });
    }
    if (this.#unwanted.has(item)) {
      return null;
    }
    const fresh = new Item(documentName(file), file.size, file);
    fresh.note = item.reason;
    fresh.restarts = item.restarts + 1;
    return fresh;
  }

  /** @param {Item} item @returns {Promise<boolean>} true once the server no longer has it */
  async #removeFromServer(item) {
    return (item.url === null && !item.registered) || removeItem(item, this.#transfer).then(() => true, () => false);
  }
}
