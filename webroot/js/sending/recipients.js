import {looksLikeEmail} from '../shared/email-address.js';
import {announce, byId} from '../shared/dom.js';
import {clearErrors} from '../shared/errors.js';
import {suggestAfterChange} from '../shared/address-suggestion.js';
import {text} from '../shared/texts.js';

const MOST = 20;
const PARTS = ['name', 'email', 'mobile'];

/** @typedef {{name: string, email: string, mobile: string}} Recipient */

/** The fields for those whom a sending is for: one to twenty. */
export class Recipients {
  #list = byId('ontvangers');
  #more = /** @type {HTMLButtonElement} */ (byId('ontvanger-erbij'));
  /** Told when somebody was taken off. */
  changed = async () => {};

  constructor() {
    this.#more.addEventListener('click', () => {
      this.#add();
      this.#number();
      this.#input(this.#rows[this.#rows.length - 1], 'name').focus();
    });
  }

  /** What was filled in. @returns {Recipient[]} */
  get values() {
    return this.#rows.map((row) =>
      /** @type {Recipient} */ (Object.fromEntries(PARTS.map((part) => [part, this.#input(row, part).value.trim()]))));
  }

  /** What can be seen to be wrong without the server. @returns {import('../shared/errors.js').FieldError[]} */
  get errors() {
    return this.values.flatMap((one, index) => Object.entries(one)
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
    const content = /** @type {DocumentFragment} */ (/** @type {HTMLTemplateElement} */ (byId('ontvanger')).content.cloneNode(true));
    const row = /** @type {HTMLElement} */ (content.firstElementChild);
    if (values) {
      Object.entries(values).filter(([part]) => PARTS.includes(part)).forEach(([part, value]) => { this.#input(row, part).value = value; });
    }
    const email = this.#input(row, 'email');
    suggestAfterChange(email);
    row.querySelector('[data-remove]')?.addEventListener('click', () => this.#remove(row));
    this.#list.append(row);
  }

  /** @param {HTMLElement} row */
  #remove(row) {
    const place = this.#rows.indexOf(row);
    // The errors go by number, and the numbers change.
    clearErrors();
    row.remove();
    this.#number();
    this.#input(this.#rows[Math.min(place, this.#rows.length - 1)], 'name').focus();
    announce(text('verzenden.recipientRemoved', {number: place + 1}));
    this.changed();
  }

  /** Gives every field the name that the server has for it. */
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
