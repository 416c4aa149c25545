/**
 * Turns chosen files into documents of the list. A file with the name of a document in the list is compared with it
 * first.
 */

import {announce} from '../shared/dom.js';
import {text} from '../shared/texts.js';
import {displayName, documentName, findRejection} from './file-rules.js';
import {Item} from './item.js';
import {findSameContent} from './content/file-matching.js';
import {announceDocument} from './view/announcements.js';

/** @typedef {import('./view/rejected-files.js').RejectedFile} RejectedFile */

export class FileIntake {
  #queue;
  #scheduler;
  #replacements;
  #pending;
  #limits;
  /** Comparisons, one after the other. */
  #matching = Promise.resolve();

  /**
   * @param {import('./queue.js').Queue} queue
   * @param {import('./upload-scheduler.js').UploadScheduler} scheduler
   * @param {import('./replacements.js').Replacements} replacements
   * @param {import('./pending-files.js').PendingFiles} pending
   * @param {import('./file-rules.js').Limits} limits
   */
  constructor(queue, scheduler, replacements, pending, limits) {
    this.#queue = queue;
    this.#scheduler = scheduler;
    this.#replacements = replacements;
    this.#pending = pending;
    this.#limits = limits;
  }

  /**
   * @param {Iterable<File>} files @returns {RejectedFile[]} those that are rejected at once; the pending ones follow
   */
  add(files) {
    const rejected = [];
    for (const file of files) {
      if (this.#alike(file).length > 0) {
        this.#pending.begin();
        this.#matching = this.#matching.then(() => this.#match(file));
      } else {
        const words = this.#begin(file);
        if (words) {
          rejected.push({name: displayName(file), words});
        }
      }
    }
    return rejected;
  }

  /** The documents of the same name and size. @param {File} file */
  #alike(file) {
    const called = documentName(file);
    return this.#queue.items
        .filter(({name, size, state}) => name === called && size === file.size && state !== 'refused');
  }

  /**
   * Compares the content: the file continues a document, is in the list already, or is a new document.
   * @param {File} file
   */
  async #match(file) {
    const alike = this.#alike(file);
    alike.forEach((item) => { item.comparing = item.needsFile; });
    this.#queue.notify();
    const match = await findSameContent(file, alike).catch(() => null);
    alike.forEach((item) => { item.comparing = false; });
    let words = null;
    if (match === null || !this.#queue.items.includes(match)) {
      words = this.#begin(file, alike.length > 0 ? text('verstuur.anew', {name: documentName(file)}) : null);
    } else if (match.needsFile) {
      this.#resume(match, file);
    } else {
      words = text('verstuur.already', {name: documentName(file)});
    }
    this.#pending.decide(words ? {name: displayName(file), words} : null);
    this.#pending.end();
    this.#queue.refresh();
  }

  /**
   * @param {File} file @param {string | null} note to be shown with the new document
   * @returns {string | null} the reason for a rejection
   */
  #begin(file, note = null) {
    const name = documentName(file);
    const faulty = this.#queue.items.find((item) => item.fileFault && item.needsFile && item.name === name);
    const words = findRejection(file, this.#limits, this.#queue.items.length - (faulty ? 1 : 0));
    if (words) {
      return words;
    }
    if (faulty) {
      this.#replacements.replace(faulty, file);
      return null;
    }
    const item = new Item(name, file.size, file);
    item.awaitsRegistration = this.#queue.registersItems;
    item.note = note;
    this.#queue.items.push(item);
    if (note) {
      announce(`${name}: ${note}`);
    } else {
      announceDocument('added', name);
    }
    return null;
  }

  /**
   * New bytes may be sent while the stored ones are compared.
   * @param {Item} item @param {File} file
   */
  #resume(item, file) {
    item.setFile(file);
    item.reason = null;
    item.fileFault = false;
    item.state = 'queued';
    this.#scheduler.discard(item);
    this.#replacements.verify(item);
    announceDocument('resumed', documentName(file));
  }
}
