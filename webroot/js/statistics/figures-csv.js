/**
 * The lines of the files with figures: first the heads, then a line for each month or department.
 */

import {text} from '../shared/texts.js';
import {FATES, KINDS, REQUESTS, SIZES, TIMES, nameOf, words, written} from './figures.js';

/** @typedef {import('./figures.js').Month} Month */
/** @typedef {import('./figures.js').Department} Department */
/** @typedef {import('./figures.js').Figures} Figures */

/** @param {Month[]} months */
export function monthLines(months) {
  return [[words('month'), ...KINDS.map((kind) => text(`inspectie.kind-${kind}`)), ...heads()],
    ...months.map((one) => [one.month, ...KINDS.map((kind) => written(one.kinds[kind])), ...numbers(one)])];
}

/** @param {Department[]} departments */
export function departmentLines(departments) {
  return [[words('department'), ...heads()], ...departments.map((one) => [nameOf(one), ...numbers(one)])];
}

/** The columns of a CSV file. */
function heads() {
  return [words('delivered'), words('refused'), words('documents'), words('bytesExact'),
    ...SIZES.map((band) => words(`size-${band}`)), ...TIMES.map((time) => words(`collected-${time}`)),
    ...FATES.map((fate) => words(fate)), ...REQUESTS.map((what) => words(what))];
}

/** @param {Figures} one */
function numbers(one) {
  return [one.delivered, one.refused, one.documents, one.bytes, ...SIZES.map((band) => one.sizes[band]),
    ...TIMES.map((time) => one.collected[time]), ...FATES.map((fate) => one[fate]),
    ...REQUESTS.map((what) => one[what])].map(written);
}
