/**
 * The preview of a request: the receivers, the text, and a warning about unusual addresses.
 */

import {addressWarning, isSameAddress, shortAddressWarning, showWarnings} from '../shared/address-warnings.js';
import {byId, fill} from '../shared/dom.js';
import {day, size} from '../shared/format.js';
import {cell, row} from '../shared/table.js';
import {languageName, text} from '../shared/texts.js';

/** Warnings above the table; it shows the others. */
const MOST_WARNINGS = 5;

/**
 * @typedef {import('json').FamiliarAddress & {line?: number, name?: string, organisation?: string | null}} Addressee
 */

/**
 * @param {import('./form.js').RequestBody} body that will be sent @param {Addressee[]} addressees
 * @param {string} me the person's own address
 * @param {string[]} [skipped] headings of columns that are not used
 */
export function showPreview(body, addressees, me, skipped = []) {
  fill({
    'look-name': body.to?.name ?? null,
    'look-email': body.to?.email ?? null,
    'look-organisation': body.to?.organisation ?? null,
    'look-count': body.to ? null : text('verzoek.people', {count: addressees.length}),
    'look-explanation': body.explanation,
    'look-items': body.items?.map(({title, explanation}, index) =>
      `${index + 1}. ${title}${explanation ? ` (${explanation})` : ''}`).join('\n'),
    'look-reference': body.reference,
    'look-deadline': body.deadline ? day(body.deadline) : null,
    'look-repeat': text(body.items ? 'verzoek.inParts' : body.repeat ? 'verzoek.several' : 'verzoek.once'),
    'look-alsoTo': body.alsoTo?.join('\n') ?? null,
    'look-maxSize': body.maxSize ? size(body.maxSize) : null,
    'look-language': languageName(body.language ?? ''),
  });
  warn(addressees, Boolean(body.to), me, skipped);
  byId('rijen').hidden = Boolean(body.to);
  byId('rijen-lijst').replaceChildren(...(body.to ? [] : addressees.map((one) => line(one, me))));
}

/** @param {Addressee[]} addressees @param {boolean} one @param {string} me @param {string[]} skipped */
function warn(addressees, one, me, skipped) {
  const items = addressees
      .filter(({email, known, similarTo}) => isSameAddress(email, me) || similarTo || (one && !known))
      .slice(0, MOST_WARNINGS)
      .map((address) => addressWarning(address, me));
  const fresh = addressees.filter(({known}) => !known).length;
  if (!one && fresh > 0) {
    items.push(text('verzoek.firstTimes', {count: fresh}));
  }
  if (skipped.length > 0) {
    items.push(text('verzoek.skipped', {columns: skipped.join(', ')}));
  }
  showWarnings(items);
}

/** @param {Addressee} addressee @param {string} me */
function line(addressee, me) {
  return row(
      cell(text('verzoek.name'), addressee.name ?? ''),
      cell(text('verzoek.email'), addressee.email),
      cell(text('verzoek.organisation'), addressee.organisation ?? ''),
      cell(text('verzoek.remark'), shortAddressWarning(addressee, me)));
}
