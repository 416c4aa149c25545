import {showWarnings, addressWarning, shortAddressWarning} from '../shared/address-warnings.js';
import {byId, element, fill} from '../shared/dom.js';
import {size} from '../shared/format.js';
import {cell, row} from '../shared/table.js';
import {languageName, text} from '../shared/texts.js';

/**
 * The last look: to whom it goes, as it will be used, and what is addressWarning about that.
 * @param {any} draft as the server keeps it @param {import('../shared/address-warnings.js').Familiar[]} addresses in the same order
 * @param {string} me
 */
export function showPreview({recipients, language, subject, reference, text: words}, addresses, me) {
  fill({
    'look-subject': subject, 'look-reference': reference, 'look-text': words,
    'look-language': languageName(language),
  });
  byId('blik-ontvangers').replaceChildren(...recipients.map((/** @type {any} */ {name, email, mobile}, /** @type {number} */ index) => row(
      cell(text('verzoek.name'), name, 'rc-file'),
      cell(text('verzoek.email'), email, 'rc-file'),
      cell(text('verzenden.mobile'), mobile),
      cell(text('verzoek.remark'), shortAddressWarning(addresses[index], me) || '–'))));
  const warnings = addresses.map((address) => addressWarning(address, me)).filter(Boolean);
  if (recipients.length > 1) {
    warnings.push(text('verzenden.sameDocuments', {count: recipients.length}));
  }
  showWarnings(warnings);
}

/** What goes along, and what the server would not have. @param {import('../upload/item.js').Item[]} items */
export function showDocuments(items) {
  byId('blik-documenten').replaceChildren(...items.map(({name, size: bytes, state}) =>
    element('li', {class: 'utrecht-unordered-list__item rc-wrap'},
        state === 'refused' ? text('verzenden.staysBehind', {name}) : `${name} (${size(bytes)})`)));
}
