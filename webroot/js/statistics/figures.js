/**
 * Figures of the organisation: their names, and how they are written.
 */

import {size} from '../shared/format.js';
import {text} from '../shared/texts.js';

/** @typedef {import('json').Statistics['months'][number]} Month */
/** @typedef {import('json').Statistics['departments'][number]} Department */
/** @typedef {Month | Department} Figures */

export const KINDS = /** @type {const} */ (['submitted', 'requested', 'sent']);
export const TIMES = /** @type {const} */ (['hour', 'day', 'three-days', 'week', 'later']);
export const SIZES = /** @type {const} */ (['small', 'medium', 'large', 'huge']);
export const FATES = /** @type {const} */ (['expired', 'withdrawn', 'waiting']);
export const REQUESTS = /** @type {const} */ (['asked', 'answered', 'unanswered', 'cancelled']);

/** @param {string} name @param {Record<string, string | number>} [values] */
export const words = (name, values) => text(`inspectie-cijfers.${name}`, values);

/** @param {Department} one */
export function nameOf({name}) {
  return name || words('noDepartment');
}

/** @param {Figures} one */
export function withinDay({collected}) {
  return collected.hour === null || collected.day === null ? null : collected.hour + collected.day;
}

/** @param {Figures} one */
export function bytes(one) {
  return one.bytes === null ? written(null) : size(one.bytes);
}

/** @param {number | null} count null if there are too few to show */
export function written(count) {
  return count === null ? words('hidden') : String(count);
}
