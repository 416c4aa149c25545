/**
 * The fields for the receivers of a sending: one to twenty.
 */

import {suggestAfterChange} from '../shared/address-suggestion.js';
import {announce, byId} from '../shared/dom.js';
import {looksLikeEmail} from '../shared/email-address.js';
import {clearErrors} from '../shared/errors.js';
import {text} from '../shared/texts.js';

const MOST = 20;
const PARTS = ['name', 'email', 'mobile'];

/** @typedef {import('json').Recipient} Recipient */

export class Recipients {
  #list = byId('ontvangers');
  #more = /** @type {HTMLButtonElement} */ (byId('ontvanger-erbij'));
  /** Called after a receiver was removed. */
  changed = async () => {};

  constructor() {
    this.#more.addEventListener('click', () => {
      this.#add();
      this.#number();
      this.#input(this.#rows[this.#rows.length - 1], 'name').focus();
    });
  }

  /** @returns {Recipient[]} what was filled in */
  get values() {
    return this.#rows.map((row) =>
      /** @type {Recipient} */ (Object.fromEntries(PARTS.map((part) => [part, this.#input(row, part).value.trim()]))));
  }

  /** The errors that need no server. @returns {import('json').FieldError[]} */
  get errors() {
    return this.values.flatMap((one, index) => Object.entries(one)
        .filter(([part, value]) => value !== '' || this.#input(this.#rows[index], part).required)
        .map(([part, value]) => ({field: `recipients.${index}.${part}`, code: mistake(part, value)}))
        .filter(({code}) => code !== ''));
  }

  /** @param {Recipient[]} recipients */
  show(recipients) {
    this.#list.replaceChildren();
    recipients.forEach((one) => this.#add(one));
    this.#number();
  }

  get #rows() {
    return /** @type {HTMLElement[]} */ ([...this.#list.children]);
  }

  /** @param {Recipient} [values] */
  #add(values) {
    const template = /** @type {HTMLTemplateElement} */ (byId('ontvanger'));
    const content = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const row = /** @type {HTMLElement} */ (content.firstElementChild);
    if (values) {
      Object.entries(values).filter(([part]) => PARTS.includes(part))
          .forEach(([part, value]) => { this.#input(row, part).value = value; });
    }
    const email = this.#input(row, 'email');
    suggestAfterChange(email);
    row.querySelector('[data-remove]')?.addEventListener('click', () => this.#remove(row));
    this.#list.append(row);
  }

  /** @param {HTMLElement} row */
  #remove(row) {
    const place = this.#rows.indexOf(row);
    // The errors are bound to numbers, which change now.
    clearErrors();
    row.remove();
    this.#number();
    this.#input(this.#rows[Math.min(place, this.#rows.length - 1)], 'name').focus();
    announce(text('verzenden.recipientRemoved', {number: place + 1}));
    this.changed();
  }

  /** Numbers the receivers, and names their fields as the server does. */
  #number() {
    this.#rows.forEach((row, index) => {
      row.querySelectorAll('[data-number]').forEach((place) => { place.textContent = String(index + 1); });
      PARTS.forEach((part) => this.#name(row, part, `recipients.${index}.${part}`));
      /** @type {HTMLElement} */ (row.querySelector('[data-remove]')).hidden = this.#rows.length === 1;
    });
    this.#more.hidden = this.#rows.length >= MOST;
  }

  /** @param {HTMLElement} row @param {string} part @param {string} name */
  #name(row, part, name) {
    const place = /** @type {HTMLElement} */ (row.querySelector(`[data-part="${part}"]`));
    const input = this.#input(row, part);
    const [label, hint, mistaken] = ['label', '.utrecht-form-field-description', '.utrecht-form-field-error-message']
        .map((found) => /** @type {HTMLElement} */ (place.querySelector(found)));
    place.dataset.field = name;
    input.id = name;
    label.setAttribute('for', name);
    mistaken.id = `${name}-fout`;
    if (hint) {
      hint.id = `${name}-uitleg`;
    }
    const shown = mistaken.hidden ? [hint] : [hint, mistaken];
    input.setAttribute('aria-describedby', shown.filter(Boolean).map(({id}) => id).join(' '));
  }

  /** @param {HTMLElement} row @param {string} part */
  #input(row, part) {
    return /** @type {HTMLInputElement} */ (row.querySelector(`[data-part="${part}"] input`));
  }
}

/** @param {string} part @param {string} value */
function mistake(part, value) {
  if (value === '') {
    return 'required';
  }
  return part === 'email' && !looksLikeEmail(value) ? 'invalid' : '';
}
