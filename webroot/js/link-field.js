import {showFieldWords} from './errors.js';
import {text} from './texts.js';

const PATH = /^\/(verstuur|ontvang|rapportage)\/[A-Za-z0-9_-]{22}$/;
const SECRET = /^#[A-Za-z0-9_-]{43}$/;

/**
 * The path and fragment of a whole mailed link; null for anything else, whatever it looks like. The address may be
 * the public one or the one this page came from; what is gone to is always a path of this very site.
 * @param {string} pasted
 * @param {string} publicUrl
 */
export function parseLink(pasted, publicUrl) {
  // Mail programs break a long line, and put < > around an address.
  const cleaned = pasted.replace(/\s+/g, '').replace(/^<|>$/g, '');
  let url;
  try {
    url = new URL(cleaned);
  } catch {
    return null;
  }
  const known = url.origin === location.origin || url.origin === new URL(publicUrl).origin;
  const plain = url.search === '' && url.username === '' && url.password === '';
  return known && plain && PATH.test(url.pathname) && SECRET.test(url.hash) ? url.pathname + url.hash : null;
}

/** Makes the paste field work, where the page has one. */
export function enableLinkField() {
  const form = document.querySelector('[data-paste]');
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    const input = /** @type {HTMLInputElement} */ (form.querySelector('input'));
    const path = parseLink(input.value, input.dataset.host ?? location.origin);
    if (path) {
      location.assign(path);
    } else {
      showFieldWords('link', text(input.value.trim() === '' ? 'link.empty' : 'link.invalid'));
    }
  });
}
