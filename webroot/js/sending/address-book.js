/**
 * The address book on the page of a sending: fills in recipients, and keeps those that were marked.
 */

import {Contacts} from '../shared/contacts.js';
import {isolated, languageName, text} from '../shared/texts.js';

export {keepContacts} from '../shared/contacts.js';

/**
 * Offers the contacts of this person.
 * @param {import('./recipients.js').Recipients} recipients
 * @param {HTMLSelectElement} language of the sending; the only recipient's own is chosen, if it is known
 */
export async function openAddressBook(recipients, language) {
  await new Contacts(({name, email, mobile, language: spoken}) => {
    if (!recipients.fill({name, email, mobile: mobile ?? ''})) {
      return text('inspectie-adresboek.full');
    }
    const other = recipients.values.length === 1 && spoken !== null && spoken !== language.value;
    if (other) {
      language.value = spoken;
    }
    const key = mobile === null ? 'noMobile' : other ? 'filledLanguage' : 'filled';
    return text(`inspectie-adresboek.${key}`, {name: isolated(name), language: languageName(language.value)});
  }).load();
}
