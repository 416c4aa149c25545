/**
 * Warns about unusual addresses before the user sends to them.
 */

import {byId, element} from './dom.js';
import {text} from './texts.js';

/** @typedef {import('json').FamiliarAddress} FamiliarAddress */

/**
 * True for two spellings of one address. People write to themselves when the browser fills in the form.
 * @param {string} one @param {string} other
 */
export function isSameAddress(one, other) {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/**
 * A sentence about an address that is unusual for this person; empty for a usual one.
 * @param {FamiliarAddress} address @param {string} me the person's own address
 */
export function addressWarning({email, known, similarTo}, me) {
  if (isSameAddress(email, me)) {
    return text('verzoek.self', {email});
  }
  return similarTo ? text('verzoek.similar', {email, similarTo}) : known ? '' : text('verzoek.firstTime', {email});
}

/** The short form, which stands beside the address. @param {FamiliarAddress} address @param {string} me */
export function shortAddressWarning({email, known, similarTo}, me) {
  if (isSameAddress(email, me)) {
    return text('verzoek.selfShort');
  }
  return similarTo ? text('verzoek.similarShort', {similarTo}) : known ? '' : text('verzoek.firstTimeShort');
}

/** @param {string[]} warnings */
export function showWarnings(warnings) {
  byId('waarschuwing').hidden = warnings.length === 0;
  byId('waarschuwingen').replaceChildren(
      ...warnings.map((words) => element('li', {class: 'utrecht-unordered-list__item'}, words)));
}
