/**
 * The address book on a form of staff: choose a contact, and keep those to whom something was sent.
 */

import {call} from './api.js';
import {byId, element} from './dom.js';
import {isolated, text} from './texts.js';

export const CONTACTS = '/api/staff/contacts';
/** With more contacts than this, a search narrows the choice down. */
const FEW = 12;

/** @typedef {import('json').Contact} Contact */
/** @typedef {Partial<Pick<Contact, 'organisation' | 'mobile' | 'language'>> & Pick<Contact, 'name' | 'email'>} Card */

/** True if the contact has all these words somewhere. @param {Contact} contact @param {string} typed */
export function isMatch({name, organisation, email, mobile}, typed) {
  const all = [name, organisation, email, mobile].join(' ').toLowerCase();
  return typed.toLowerCase().split(/\s+/).every((word) => all.includes(word) || all.includes(international(word)));
}

/** A number as it is stored: the book has "+31612345678" for "06-12345678". @param {string} word */
function international(word) {
  return word.replace(/^0(?=\d)/, '+31').replaceAll('-', '');
}

export class Contacts {
  #fill;
  /** @type {Contact[]} */
  #all = [];
  #search = /** @type {HTMLInputElement} */ (byId('adresboek-zoek'));
  #chosen = /** @type {HTMLSelectElement} */ (byId('contact'));

  /** @param {(contact: Contact) => string} fill puts a contact into the form, and says so in words */
  constructor(fill) {
    this.#fill = fill;
    this.#search.addEventListener('input', () => this.#show());
    byId('contact-gebruik').addEventListener('click', () => this.#use());
  }

  async load() {
    /** @type {import('json').Contacts} */
    const {departments, items} = await call('GET', CONTACTS);
    this.#all = items;
    byId('adresboek').hidden = items.length === 0;
    byId('adresboek-zoek-deel').hidden = items.length <= FEW;
    showBooks(departments);
    this.#show();
  }

  #show() {
    const found = this.#all.filter((one) => isMatch(one, this.#search.value.trim()));
    this.#chosen.replaceChildren(element('option', {value: ''}, text('inspectie-adresboek.none')),
        ...found.map(({id, name, organisation, email}) => element('option', {value: id},
            text('inspectie-adresboek.option', {name: organisation ? `${name}, ${organisation}` : name, email}))));
    if (this.#search.value.trim()) {
      this.#chosen.value = found.length === 1 ? found[0].id : '';
      say(text('inspectie-adresboek.matches', {count: found.length}));
    }
  }

  #use() {
    const contact = this.#all.find(({id}) => id === this.#chosen.value);
    if (contact) {
      say(this.#fill(contact));
    } else {
      this.#chosen.focus();
    }
  }
}

/** Lets a person of several departments choose whose book it is. @param {string[]} departments */
export function showBooks(departments) {
  byId('adresboek-van-deel').hidden = departments.length < 2;
  byId('adresboek-van').replaceChildren(...departments.map((one) => element('option', {value: one}, one)));
}

/** The book that was chosen, as the server reads it. */
export function readBook() {
  const department = /** @type {HTMLSelectElement} */ (byId('adresboek-van')).value;
  return department ? {department} : {};
}

/**
 * Keeps these in the address book, and tells what became of it in the part of the page for that. The server leaves as
 * it is what a card does not say.
 * @param {Card[]} cards
 */
export async function keepContacts(cards) {
  /** @type {string[]} */
  const kept = [];
  /** @type {string[]} */
  const lines = [];
  for (const card of cards) {
    try {
      await call('POST', CONTACTS, {...card, ...readBook()});
      kept.push(isolated(card.name));
    } catch {
      lines.push(text('inspectie-adresboek.notKept', {name: card.name}));
    }
  }
  if (kept.length > 0) {
    lines.unshift(text('inspectie-adresboek.kept', {names: kept.join(', ')}));
  }
  byId('adresboek-bewaard').replaceChildren(...lines.map((line) => element('span', {class: 'rc-line'}, line)));
}

/** @param {string} words */
function say(words) {
  byId('contact-melding').textContent = words;
}
