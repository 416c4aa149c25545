/**
 * The form in which staff ask for documents: from one person, or from all in a list.
 */

import {readCsvFile} from '../shared/chosen-list.js';
import {byId} from '../shared/dom.js';
import {looksLikeEmail} from '../shared/email-address.js';
import {isolated, languageName, text} from '../shared/texts.js';
import {Items} from './items.js';

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
  return isList() ? {...terms, csv: await readCsvFile()} : {...terms, to: {
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

/** Fills in somebody of the address book, and says so. @param {import('json').Contact} contact */
export function fillContact({name, email, organisation, language}) {
  Object.entries({'to.name': name, 'to.email': email, 'to.organisation': organisation}).forEach(([id, words]) => {
    /** @type {HTMLInputElement} */ (byId(id)).value = words ?? '';
  });
  const other = language !== null && language !== value('taal');
  if (other) {
    /** @type {HTMLSelectElement} */ (byId('taal')).value = language;
  }
  return text(`inspectie-adresboek.${other ? 'filledLanguage' : 'filled'}`,
      {name: isolated(name), language: languageName(value('taal'))});
}

/**
 * The person to whom the request went, if they are to be kept in the address book.
 * @param {RequestBody} body @returns {import('../shared/contacts.js').Card[]}
 */
export function readContact({to, language}) {
  return to && /** @type {HTMLInputElement} */ (byId('bewaar-contact')).checked ? [{...to, language}] : [];
}

/** Empties the form, for the next request. */
export function empty() {
  /** @type {HTMLFormElement} */ (byId('verzoek')).reset();
  items.show([]);
  document.querySelectorAll('[data-suggestion]').forEach((place) => place.replaceChildren());
  choose(false);
}

/** @param {string} id */
function value(id) {
  return /** @type {HTMLInputElement} */ (byId(id)).value.trim();
}
