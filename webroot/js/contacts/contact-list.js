/**
 * The list of an address book, and the search in it.
 */

import {isMatch} from '../shared/contacts.js';
import {byId, element} from '../shared/dom.js';
import {day} from '../shared/format.js';
import {cell, row} from '../shared/table.js';
import {text} from '../shared/texts.js';

/** @typedef {import('json').Contact} Contact */

/** The most rows at once; the search narrows them down. */
const MOST = 100;

/** @param {string} key @param {Record<string, string | number>} [values] */
const words = (key, values) => text(`inspectie-adresboek.${key}`, values);

/**
 * Shows the contacts that fit the search.
 * @param {Contact[]} contacts @param {boolean} several there are books of several departments
 * @param {(contact: Contact) => void} change @param {(contact: Contact) => void} remove
 */
export function showContacts(contacts, several, change, remove) {
  const fitting = contacts.filter((one) =>
    isMatch(one, /** @type {HTMLInputElement} */ (byId('woorden')).value.trim()));
  byId('zoeken').hidden = contacts.length === 0;
  byId('aantal').textContent = contacts.length === 0 ? words('empty')
    : fitting.length === 0 ? words('nothing')
      : fitting.length > MOST ? words('countMore', {most: MOST, count: fitting.length})
        : words('count', {count: fitting.length});
  byId('lijst-tabel').hidden = fitting.length === 0;
  byId('rijen').replaceChildren(...fitting.slice(0, MOST).map((one) => line(one, several, change, remove)));
}

/**
 * @param {Contact} contact @param {boolean} several @param {(contact: Contact) => void} change
 * @param {(contact: Contact) => void} remove
 */
function line(contact, several, change, remove) {
  const {name, email, organisation, mobile, department, numberChange} = contact;
  const small = (/** @type {string} */ what) => element('span', {class: 'rc-line rc-wrap'}, what);
  return row(
      cell(words('name'), element('span', {}, name, small(email),
          ...(several ? [small(department ?? words('own'))] : [])), 'rc-words'),
      cell(words('organisation'), organisation ?? '–', 'rc-words'),
      cell(words('mobile'), element('span', {}, mobile ?? '–', ...(numberChange ? [small(words(
          numberChange.replaced ? 'numberChangedShort' : 'numberAddedShort',
          {day: day(numberChange.at), by: numberChange.by ?? words('somebody')}))] : [])), 'rc-words'),
      cell(words('acts'), element('span', {}, button('change', name, () => change(contact)),
          button('remove', name, () => remove(contact)))));
}

/** @param {string} act @param {string} name @param {() => void} press */
function button(act, name, press) {
  const made = element('button', {
    'class': 'utrecht-button utrecht-button--subtle', 'type': 'button', 'aria-label': words(`${act}Of`, {name}),
  }, words(act));
  made.addEventListener('click', press);
  return made;
}
