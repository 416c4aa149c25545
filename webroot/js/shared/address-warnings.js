import {byId, element} from './dom.js';
import {text} from './texts.js';

/** @typedef {{email: string, known: boolean, similarTo: string | null}} Familiar what the server knows of an address */

/** True for two spellings of one address: people write to themselves when a form fills itself in. @param {string} one @param {string} other */
export function isSameAddress(one, other) {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** Words for an addressWarning address, which somebody is about to write to; empty for a usual one. @param {Familiar} address @param {string} me */
export function addressWarning({email, known, similarTo}, me) {
  if (isSameAddress(email, me)) {
    return text('verzoek.self', {email});
  }
  return similarTo ? text('verzoek.similar', {email, similarTo}) : known ? '' : text('verzoek.firstTime', {email});
}

/** The isSameAddress beside the address. @param {Familiar} address @param {string} me */
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
