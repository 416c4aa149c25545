/**
 * The field into which a mailed link can be pasted.
 */

import {showFieldWords} from '../shared/errors.js';
import {text} from '../shared/texts.js';
import {addressOf, ourHosts, readLink} from './link-reader.js';

/** Activates the field, if the page has one. It opens only paths of this site. */
export function enableLinkField() {
  const form = document.querySelector('[data-paste]');
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    const input = /** @type {HTMLInputElement} */ (form.querySelector('input'));
    const link = readLink(input.value, ourHosts());
    if (link) {
      input.value = '';
      location.assign(addressOf(link));
    } else {
      showFieldWords('link', text(input.value.trim() === '' ? 'link.empty' : 'link.invalid'));
    }
  });
}
