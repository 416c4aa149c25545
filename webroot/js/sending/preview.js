/**
 * The preview of a sending: the receivers, the message, the documents, and a warning about unusual addresses.
 */

import {addressWarning, shortAddressWarning, showWarnings} from '../shared/address-warnings.js';
import {call} from '../shared/api.js';
import {CONTACTS} from '../shared/contacts.js';
import {byId, element, fill} from '../shared/dom.js';
import {size} from '../shared/format.js';
import {cell, row} from '../shared/table.js';
import {languageName, text} from '../shared/texts.js';
import {contactNote} from './contact-notes.js';

/**
 * Asks the server about the addresses, and shows the preview.
 * @param {import('json').Draft} draft as the server keeps it @param {string} me the person's own address
 */
export async function showPreview({recipients, language, subject, reference, text: words}, me) {
  const emails = recipients.map(({email}) => email);
  /** @type {import('json').FamiliarAddresses} */
  const {addresses} = await call('POST', '/api/staff/addresses/check', {emails});
  /** @type {import('json').ContactsLookedAt} */
  const {items: contacts} = await call('POST', `${CONTACTS}/look`, {emails});
  const notes = recipients.map((one) => contactNote(one, contacts));
  fill({
    'look-subject': subject, 'look-reference': reference, 'look-text': words,
    'look-language': languageName(language),
  });
  byId('blik-ontvangers').replaceChildren(...recipients.map(({name, email, mobile}, index) => row(
      cell(text('verzoek.name'), name, 'rc-file'),
      cell(text('verzoek.email'), email, 'rc-file'),
      cell(text('verzenden.mobile'), mobile || text('verzenden.noMobile')),
      cell(text('verzoek.remark'),
          [shortAddressWarning(addresses[index], me), notes[index].short].filter(Boolean).join('. ') || '–'))));
  const warnings = [...addresses.map((address) => addressWarning(address, me)), ...notes.map((note) => note.words)]
      .filter(Boolean);
  if (recipients.length > 1) {
    warnings.push(text('verzenden.sameDocuments', {count: recipients.length}));
  }
  showWarnings(warnings);
}

/**
 * The documents that are sent, and the refused ones that stay behind.
 * @param {import('../upload/item.js').Item[]} items
 */
export function showDocuments(items) {
  byId('blik-documenten').replaceChildren(...items.map(({name, size: bytes, state}) =>
    element('li', {class: 'utrecht-unordered-list__item rc-wrap'},
        state === 'refused' ? text('verzenden.staysBehind', {name}) : `${name} (${size(bytes)})`)));
}
