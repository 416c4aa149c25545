/**
 * The fields of the message that goes along with the documents.
 */

import {byId} from '../../shared/dom.js';
import {readAskedItems} from './asked-items.js';

const LIMITS = /** @type {Record<string, number>} */ ({subject: 200, reference: 100, text: 10_000});

/** @returns {import('json').MessageInput} the current values, by field, and what was said of a checklist */
export function readMessage() {
  const items = readAskedItems();
  return {...readWords(), ...(items.length > 0 && {items})};
}

/** The same without empty fields. */
export function readFilledMessage() {
  return Object.fromEntries(Object.entries(readMessage()).filter(([, value]) => value !== ''));
}

/** @returns {Record<string, string>} */
function readWords() {
  return Object.fromEntries(Object.keys(LIMITS).map((name) => [name, field(name).value.trim()]));
}

/** @param {{subject?: string | null, reference?: string | null, text?: string | null}} words */
export function fillMessage(words) {
  Object.keys(LIMITS).forEach((name) => { field(name).value = words[/** @type {keyof words} */ (name)] ?? ''; });
}

/** The errors that need no server. @returns {import('json').FieldError[]} */
export function findMessageErrors() {
  return Object.entries(readWords()).filter(([name, value]) => value.length > LIMITS[name])
      .map(([name]) => ({field: name, code: 'too-long'}));
}

/** The part of the message that a template has. */
export function readTemplate() {
  const {subject, text} = readWords();
  return {subject, text};
}

/** @param {import('json').Template} template */
export function fillTemplate({subject, text}) {
  fillMessage({...readWords(), subject, text});
  field('text').dispatchEvent(new Event('change', {bubbles: true})); // so that it is saved with the draft
}

/** @param {string} name */
function field(name) {
  return /** @type {HTMLInputElement} */ (byId(name));
}
