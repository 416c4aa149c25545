/**
 * The form in which staff ask for documents: from one person, or from all in a list.
 */

import {byId} from '../shared/dom.js';
import {looksLikeEmail} from '../shared/email-address.js';
import {Items} from './items.js';

/** The server takes no larger file, so no more than this is read. */
const MOST_BYTES = 256 * 1024;

const items = new Items();

/** @typedef {import('json').FieldError} FieldError */
/**
 * A request as the server takes it: `csv` for a list, `to` for one person.
 * @typedef {import('json').RequestTerms & {csv?: string, to?: {name: string, email: string, organisation?: string}}}
 *   RequestBody
 */

/** True if the request goes to a list instead of one person. */
export function isList() {
  return byId('lijst').hidden === false;
}

/** Shows the part of the form that was chosen. @param {boolean} many */
export function choose(many) {
  byId('een').hidden = many;
  byId('lijst').hidden = !many;
}

/** @returns {Promise<RequestBody>} what was filled in */
export async function read() {
  const megabytes = value('maxSize').replace(',', '.');
  const also = value('alsoTo').split(/[\s,;]+/).filter(Boolean);
  const terms = {
    explanation: value('explanation'),
    reference: value('reference'),
    repeat: /** @type {HTMLInputElement} */ (byId('repeat')).checked,
    language: /** @type {import('json').RequestTerms['language']} */ (value('taal')),
    ...(value('deadline') && {deadline: value('deadline')}),
    ...(megabytes && {maxSize: Math.round(Number(megabytes) * 1e6)}),
    ...(items.values.length > 0 && {items: items.values}),
    ...(also.length > 0 && {alsoTo: also}),
  };
  return isList() ? {...terms, csv: await readList()} : {...terms, to: {
    name: value('to.name'),
    email: value('to.email'),
    ...(value('to.organisation') && {organisation: value('to.organisation')}),
  }};
}

/** Finds the errors that need no server. @param {RequestBody} body @returns {FieldError[]} */
export function check(body) {
  /** @type {FieldError[]} */
  const errors = ['to.name', 'to.email', 'explanation']
      .filter((id) => !(isList() && id.startsWith('to.')) && value(id) === '')
      .map((field) => ({field, code: 'required'}));
  if (body.to?.email && !looksLikeEmail(body.to.email)) {
    errors.push({field: 'to.email', code: 'invalid', fault: 'at'});
  }
  errors.push(...items.errors);
  if (body.csv === '') {
    errors.push({field: 'csv', code: 'required'});
  }
  if (Number.isNaN(body.maxSize)) {
    errors.push({field: 'maxSize', code: 'invalid'});
  }
  return errors;
}

/**
 * Names the fields as this form does: it has one for all further addresses, and one for the list.
 * @param {FieldError[]} errors @returns {FieldError[]}
 */
export function mapFields(errors) {
  const shown = errors.map((error) => ({...error, field: error.field.replace(/^alsoTo\.\d+$/, 'alsoTo')}));
  return shown.some(({line}) => line !== undefined) ? [{field: 'csv', code: 'rows'}, ...shown] : shown;
}

/**
 * Fills in what an earlier request asked, as far as this person can read it: the answer's own link shows the items of
 * one that has ended.
 * @param {import('json').Dossier} earlier
 */
export function fillLike({sender, reference, explanation, checklist, message}) {
  Object.entries({'to.name': sender.name, 'to.email': sender.email, 'to.organisation': sender.organisation,
    reference, explanation}).forEach(([id, words]) => {
    /** @type {HTMLInputElement} */ (byId(id)).value = words ?? '';
  });
  const asked = (checklist?.items ?? []).filter(({title}) => title !== null);
  const said = (message?.items ?? []).filter(({title}) => title !== '');
  items.show(asked.length > 0
    ? asked.map(({title, explanation: why}) => ({title: title ?? '', explanation: why ?? ''}))
    : said.map(({title}) => ({title, explanation: ''})));
}

/** The part of the form that a template has. */
export function readTemplate() {
  return {explanation: value('explanation'), items: items.values};
}

/** @param {import('json').Template} template */
export function fillTemplate({explanation, items: asked}) {
  /** @type {HTMLTextAreaElement} */ (byId('explanation')).value = explanation;
  items.show(asked);
}

/** Empties the form, for the next request. */
export function empty() {
  /** @type {HTMLFormElement} */ (byId('verzoek')).reset();
  items.show([]);
  document.querySelectorAll('[data-suggestion]').forEach((place) => place.replaceChildren());
  choose(false);
}

/** The text of the chosen file: UTF-8 or UTF-16, else Windows-1252. @returns {Promise<string>} */
async function readList() {
  const file = /** @type {HTMLInputElement} */ (byId('csv')).files?.[0];
  if (!file) {
    return '';
  }
  const bytes = new Uint8Array(await file.slice(0, 2 * MOST_BYTES + 4).arrayBuffer());
  const marked = (/** @type {number} */ first, /** @type {number} */ second) =>
    bytes[0] === first && bytes[1] === second;
  if (marked(0xFE, 0xFF)) {
    return new TextDecoder('utf-16be').decode(bytes);
  }
  if (marked(0xFF, 0xFE) || (bytes.length > 3 && bytes[1] === 0 && bytes[3] === 0)) {
    return new TextDecoder('utf-16le').decode(bytes);
  }
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes, {stream: file.size > bytes.length});
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** @param {string} id */
function value(id) {
  return /** @type {HTMLInputElement} */ (byId(id)).value.trim();
}
