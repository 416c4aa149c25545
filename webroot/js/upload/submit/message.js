/**
 * The fields of the message that goes along with the documents.
 */

import {byId} from '../../shared/dom.js';

const LIMITS = /** @type {Record<string, number>} */ ({subject: 200, reference: 100, text: 10_000});

/** @returns {Record<string, string>} the current values, by field */
export function readMessage() {
  return Object.fromEntries(Object.keys(LIMITS).map((name) => [name, field(name).value.trim()]));
}

/** The same without empty fields. */
export function readFilledMessage() {
  return Object.fromEntries(Object.entries(readMessage()).filter(([, value]) => value !== ''));
}

/** @param {{subject?: string | null, reference?: string | null, text?: string | null}} words */
export function fillMessage(words) {
  Object.keys(LIMITS).forEach((name) => { field(name).value = words[/** @type {keyof words} */ (name)] ?? ''; });
}

/** The errors that need no server. @returns {import('json').FieldError[]} */
export function findMessageErrors() {
  return Object.entries(readMessage()).filter(([name, value]) => value.length > LIMITS[name])
      .map(([name]) => ({field: name, code: 'too-long'}));
}

/** @param {string} name */
function field(name) {
  return /** @type {HTMLInputElement} */ (byId(name));
}
