/**
 * The fields for the receivers of a sending: one to twenty.
 */

import {suggestAfterChange} from '../shared/address-suggestion.js';
import {isSameAddress} from '../shared/address-warnings.js';
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
  /** Called after a receiver was filled in from the address book, or removed. */
  changed = async () => {};

  constructor() {
    this.#more.addEventListener('click', () => {
      this.#add();
      this.#number();
      inputOf(this.#rows[this.#rows.length - 1], 'name').focus();
    });
  }

  /** @returns {Recipient[]} what was filled in */
  get values() {
    return this.#rows.map((row) =>
      /** @type {Recipient} */ (Object.fromEntries(PARTS.map((part) => [part, inputOf(row, part).value.trim()]))));
  }

  /** Those to keep in the address book. @returns {Recipient[]} */
  get kept() {
    return this.values.filter((_, index) =>
      /** @type {HTMLInputElement} */ (this.#rows[index].querySelector('[data-keep]')).checked);
  }

  /**
   * Fills in a contact: over the receiver with this address, in the first empty place, or in a new one. Returns false
   * when there is no room. @param {Recipient} contact
   */
  fill(contact) {
    const values = this.values;
    const same = values.findIndex(({email}) => isSameAddress(email, contact.email));
    const place = same >= 0 ? same : values.findIndex((one) => Object.values(one).every((value) => value === ''));
    if (place < 0 && values.length >= MOST) {
      return false;
    }
    clearErrors();
    write(this.#rows[place] ?? this.#add(), contact);
    this.#number();
    this.changed();
    return true;
  }

  /** The errors that need no server. @returns {import('json').FieldError[]} */
  get errors() {
    return this.values.flatMap((one, index) => Object.entries(one)
        .filter(([part, value]) => value !== '' || inputOf(this.#rows[index], part).required)
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

  /** @param {Partial<Recipient>} [values] */
  #add(values = {}) {
    const template = /** @type {HTMLTemplateElement} */ (byId('ontvanger'));
    const content = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const row = /** @type {HTMLElement} */ (content.firstElementChild);
    write(row, values);
    suggestAfterChange(inputOf(row, 'email'));
    row.querySelector('[data-remove]')?.addEventListener('click', () => this.#remove(row));
    this.#list.append(row);
    return row;
  }

  /** @param {HTMLElement} row */
  #remove(row) {
    const place = this.#rows.indexOf(row);
    // The errors are bound to numbers, which change now.
    clearErrors();
    row.remove();
    this.#number();
    inputOf(this.#rows[Math.min(place, this.#rows.length - 1)], 'name').focus();
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
    const input = inputOf(row, part);
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
}

/** @param {HTMLElement} row @param {string} part */
function inputOf(row, part) {
  return /** @type {HTMLInputElement} */ (row.querySelector(`[data-part="${part}"] input`));
}

/** @param {HTMLElement} row @param {Partial<Recipient>} values */
function write(row, values) {
  Object.entries(values).filter(([part]) => PARTS.includes(part))
      .forEach(([part, value]) => { inputOf(row, part).value = value; });
}

/** @param {string} part @param {string} value */
function mistake(part, value) {
  if (value === '') {
    return 'required';
  }
  return part === 'email' && !looksLikeEmail(value) ? 'invalid' : '';
}
