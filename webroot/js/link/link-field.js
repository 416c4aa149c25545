import {showFieldWords} from '../shared/errors.js';
import {addressOf, ourHosts, readLink} from './link-reader.js';
import {text} from '../shared/texts.js';

/** Makes the paste field work, where the page has one. What is gone to is always a path of this very site. */
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
