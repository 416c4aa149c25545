import {looksValid} from '../address.js';
import {byId} from '../dom.js';

/** What the server takes; a larger file is not read. */
const MOST_BYTES = 256 * 1024;

/** @typedef {import('../errors.js').FieldError} FieldError */

/** Whether a list is asked for instead of one person. */
export function isList() {
  return byId('lijst').hidden === false;
}

/** Shows the part of the form that was chosen. @param {boolean} list */
export function choose(list) {
  byId('een').hidden = list;
  byId('lijst').hidden = !list;
}

/** What was filled in, as the server wants it. @returns {Promise<Record<string, any>>} */
export async function read() {
  const megabytes = value('maxSize').replace(',', '.');
  const also = value('alsoTo').split(/[\s,;]+/).filter(Boolean);
  const terms = {
    explanation: value('explanation'),
    reference: value('reference'),
    repeat: /** @type {HTMLInputElement} */ (byId('repeat')).checked,
    language: value('taal'),
    ...(value('deadline') && {deadline: value('deadline')}),
    ...(megabytes && {maxSize: Math.round(Number(megabytes) * 1e6)}),
    ...(also.length > 0 && {alsoTo: also}),
  };
  return isList() ? {...terms, csv: await list()} : {...terms, to: {
    name: value('to.name'),
    email: value('to.email'),
    ...(value('to.organisation') && {organisation: value('to.organisation')}),
  }};
}

/** What can be seen to be wrong without the server. @param {Record<string, any>} body @returns {FieldError[]} */
export function check(body) {
  const errors = ['to.name', 'to.email', 'explanation']
      .filter((id) => !(isList() && id.startsWith('to.')) && value(id) === '')
      .map((field) => ({field, code: 'required'}));
  if (body.to?.email && !looksValid(body.to.email)) {
    errors.push({field: 'to.email', code: 'invalid'});
  }
  if (body.csv === '' || body.csv === null) {
    errors.push({field: 'csv', code: body.csv === '' ? 'required' : 'encoding'});
  }
  if (Number.isNaN(body.maxSize)) {
    errors.push({field: 'maxSize', code: 'invalid'});
  }
  return errors;
}

/** The errors as this form has the fields: one for all addresses, and one for the list. @param {FieldError[]} errors @returns {FieldError[]} */
export function placed(errors) {
  const shown = errors.map((error) => ({...error, field: error.field.replace(/^alsoTo\.\d+$/, 'alsoTo')}));
  return shown.some(({line}) => line !== undefined) ? [{field: 'csv', code: 'rows'}, ...shown] : shown;
}

/** Empties the form, for the next request. */
export function empty() {
  /** @type {HTMLFormElement} */ (byId('verzoek')).reset();
  document.querySelectorAll('[data-suggestion]').forEach((place) => place.replaceChildren());
  choose(false);
}

/** The chosen file; null when it is no UTF-8. @returns {Promise<string | null>} */
async function list() {
  const file = /** @type {HTMLInputElement} */ (byId('csv')).files?.[0];
  if (!file) {
    return '';
  }
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(await file.slice(0, MOST_BYTES + 4).arrayBuffer(), {stream: file.size > MOST_BYTES});
  } catch {
    return null;
  }
}

/** @param {string} id */
function value(id) {
  return /** @type {HTMLInputElement} */ (byId(id)).value.trim();
}
