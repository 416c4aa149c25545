/**
 * The items of a request that is a checklist, in the form of staff: add, remove and move them, by mouse or keyboard.
 */

import {announce, byId} from '../shared/dom.js';
import {clearErrors} from '../shared/errors.js';
import {text} from '../shared/texts.js';

const MOST = 50;
const PARTS = ['title', 'explanation'];

/** @typedef {import('json').AskedItem} AskedItem */

export class Items {
  #list = byId('onderdelen-lijst');
  #more = /** @type {HTMLButtonElement} */ (byId('onderdeel-erbij'));

  constructor() {
    this.#more.addEventListener('click', () => {
      this.#add();
      this.#number();
      this.#input(this.#rows[this.#rows.length - 1], 'title').focus();
    });
  }

  /** @returns {AskedItem[]} what was filled in */
  get values() {
    return this.#rows.map((row) => ({
      title: this.#input(row, 'title').value.trim(), explanation: this.#input(row, 'explanation').value.trim(),
    }));
  }

  /** The errors that need no server. @returns {import('json').FieldError[]} */
  get errors() {
    return this.values.map(({title}, index) => ({field: `items.${index}.title`, code: title === '' ? 'required' : ''}))
        .filter(({code}) => code !== '');
  }

  /** @param {AskedItem[]} items */
  show(items) {
    this.#list.replaceChildren();
    items.forEach((one) => this.#add(one));
    this.#number();
  }

  get #rows() {
    return /** @type {HTMLElement[]} */ ([...this.#list.children]);
  }

  /** @param {AskedItem} [item] */
  #add(item) {
    const template = /** @type {HTMLTemplateElement} */ (byId('onderdeel'));
    const content = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const row = /** @type {HTMLElement} */ (content.firstElementChild);
    this.#input(row, 'title').value = item?.title ?? '';
    this.#input(row, 'explanation').value = item?.explanation ?? '';
    this.#button(row, 'up').addEventListener('click', () => this.#move(row, -1));
    this.#button(row, 'down').addEventListener('click', () => this.#move(row, 1));
    this.#button(row, 'remove').addEventListener('click', () => this.#remove(row));
    this.#list.append(row);
  }

  /**
   * Moves the item, and leaves the focus on a button of it that works.
   * @param {HTMLElement} row @param {-1 | 1} by
   */
  #move(row, by) {
    clearErrors(); // they are bound to numbers, which change now
    const to = this.#rows.indexOf(row) + by;
    if (by < 0) {
      this.#rows[to].before(row);
    } else {
      this.#rows[to].after(row);
    }
    this.#number();
    const pressed = this.#button(row, by < 0 ? 'up' : 'down');
    (pressed.hidden ? this.#button(row, by < 0 ? 'down' : 'up') : pressed).focus();
    announce(text('verzoek.itemMoved', {number: to + 1, count: this.#rows.length}));
  }

  /** @param {HTMLElement} row */
  #remove(row) {
    clearErrors();
    const place = this.#rows.indexOf(row);
    row.remove();
    this.#number();
    const next = this.#rows[Math.min(place, this.#rows.length - 1)];
    (next ? this.#input(next, 'title') : this.#more).focus();
    announce(text('verzoek.itemRemoved', {number: place + 1}));
  }

  /** Numbers the items, and names their fields as the server does. */
  #number() {
    const rows = this.#rows;
    rows.forEach((row, index) => {
      row.querySelectorAll('[data-number]').forEach((place) => { place.textContent = String(index + 1); });
      PARTS.forEach((part) => this.#name(row, part, `items.${index}.${part}`));
      this.#button(row, 'up').hidden = index === 0;
      this.#button(row, 'down').hidden = index === rows.length - 1;
    });
    this.#more.hidden = rows.length >= MOST;
    byId('meermaals').hidden = rows.length > 0; // a list may always be answered in parts
  }

  /** @param {HTMLElement} row @param {string} part @param {string} name */
  #name(row, part, name) {
    const place = /** @type {HTMLElement} */ (row.querySelector(`[data-part="${part}"]`));
    place.dataset.field = name;
    this.#input(row, part).id = name;
    place.querySelector('label')?.setAttribute('for', name);
    /** @type {HTMLElement} */ (place.querySelector('.utrecht-form-field-error-message')).id = `${name}-fout`;
  }

  /** @param {HTMLElement} row @param {string} part */
  #input(row, part) {
    return /** @type {HTMLInputElement} */ (row.querySelector(`[data-part="${part}"] input`));
  }

  /** @param {HTMLElement} row @param {string} act */
  #button(row, act) {
    return /** @type {HTMLButtonElement} */ (row.querySelector(`[data-act="${act}"]`));
  }
}
