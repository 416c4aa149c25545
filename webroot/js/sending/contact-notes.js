/**
 * Remarks about the numbers of a sending, made from the address book at the last look before it goes.
 */

import {isSameAddress} from '../shared/address-warnings.js';
import {day} from '../shared/format.js';
import {isolated, text} from '../shared/texts.js';

/**
 * A sentence, and a short form that stands beside the number; both empty if there is nothing to say.
 * @param {import('json').Recipient} recipient @param {import('json').Contact[]} contacts
 */
export function contactNote({name, email, mobile}, contacts) {
  const found = contacts.filter((one) => one.mobile && isSameAddress(one.email, email));
  const same = found.filter((one) => one.mobile === mobile);
  if (mobile && found.length > 0 && same.length === 0) {
    return {words: text('inspectie-adresboek.numberOther', {name: isolated(name)}),
      short: text('inspectie-adresboek.numberOtherShort')};
  }
  const change = same.map((one) => one.numberChange).filter((one) => one !== null)
      .sort((one, other) => other.at.localeCompare(one.at))[0];
  if (!change) {
    return {words: '', short: ''};
  }
  const key = `inspectie-adresboek.${change.replaced ? 'numberChanged' : 'numberAdded'}`;
  const values = {name: isolated(name), day: day(change.at),
    by: change.by ? isolated(change.by) : text('inspectie-adresboek.somebody')};
  return {words: text(key, values), short: text(`${key}Short`, values)};
}
