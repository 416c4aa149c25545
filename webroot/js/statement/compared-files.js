/**
 * The list of files that somebody compares with a statement: one after the other, each with its progress and its
 * result in words.
 */

import {announce, byId, element} from '../shared/dom.js';
import {size} from '../shared/format.js';
import {isolated, text} from '../shared/texts.js';
import {compare} from './file-comparison.js';

/** @typedef {import('./signed-statement.js').Statement} Statement */

export class ComparedFiles {
  /** @type {Promise<void>} */
  #last = Promise.resolve();
  /** @type {Statement | null} */
  #statement = null;

  /** Forgets the files of the statement before. @param {Statement | null} statement */
  begin(statement) {
    this.#statement = statement;
  }

  get ready() {
    return this.#statement !== null;
  }

  /** @param {File[]} files */
  add(files) {
    const statement = this.#statement;
    if (!statement) {
      return;
    }
    for (const file of files) {
      const line = new Line(file);
      byId('vergeleken').append(line.element);
      this.#last = this.#last.then(() => this.#compare(statement, file, line));
    }
  }

  /** @param {Statement} statement @param {File} file @param {Line} line */
  async #compare(statement, file, line) {
    if (statement !== this.#statement) {
      return;
    }
    try {
      const {match, names} = await compare(file, statement, (done) => line.progress(done));
      line.end(match, text(`bewijs.file-${match}`, {names: names.map(isolated).join(', ')}));
    } catch {
      // A file that was moved or changed after it was chosen.
      line.end('unreadable', text('bewijs.file-unreadable'));
    }
  }
}

class Line {
  #file;
  #words = element('p', {class: 'utrecht-paragraph'}, text('bewijs.file-waits'));
  #bar = /** @type {HTMLProgressElement} */ (element('progress', {max: '1', value: '0'}));

  /** @param {File} file */
  constructor(file) {
    this.#file = file;
    this.#bar.setAttribute('aria-label', text('bewijs.file-busy', {name: file.name}));
    this.element = element('li', {class: 'rc-document'},
        element('p', {class: 'utrecht-paragraph'}, element('strong', {class: 'rc-file'}, isolated(file.name)),
            ` (${size(file.size)})`), this.#bar, this.#words);
  }

  /** @param {number} done from 0 to 1 */
  progress(done) {
    this.#bar.value = done;
    this.#words.textContent = text('bewijs.file-part', {percent: Math.floor(done * 100)});
  }

  /** @param {string} match @param {string} words */
  end(match, words) {
    this.#bar.remove();
    this.#words.textContent = words;
    this.element.classList.add(match === 'same' ? 'rc-document--done' : 'rc-document--wrong');
    announce(`${this.#file.name}: ${words}`);
  }
}
