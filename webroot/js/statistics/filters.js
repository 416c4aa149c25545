/**
 * The choice of months, kind and department. The address has it, so that it can be kept and sent on.
 */

import {byId, element} from '../shared/dom.js';
import {fieldDay, month} from '../shared/format.js';
import {words} from './figures.js';

/** @typedef {import('./figures.js').Month} Month */

const FIELDS = ['from', 'to', 'kind', 'department'];
/** Months that one can choose, at least. */
const LEAST = 12;
const MOST = 60;
const query = new URLSearchParams(location.search);

/** The choice in the address. */
export function chosen() {
  return new URLSearchParams([...query].filter(([name, value]) => FIELDS.includes(name) && value));
}

/** @param {string} since @param {Month[]} months @param {{email: string, name: string}[]} choices */
export function showFilters(since, months, choices) {
  for (const name of ['from', 'to']) {
    byId(name).append(...monthsSince(since).map((one) => element('option', {value: one}, month(one))));
  }
  byId('department').append(...choices.map(({email, name}) => element('option', {value: email}, name)),
      element('option', {value: 'none'}, words('noDepartment')));
  for (const name of FIELDS) {
    /** @type {HTMLSelectElement} */ (byId(name)).value = query.get(name) ?? '';
  }
  /** @type {HTMLSelectElement} */ (byId('from')).value = months[0].month;
  /** @type {HTMLSelectElement} */ (byId('to')).value = months[months.length - 1].month;
  byId('filters').addEventListener('submit', (event) => {
    event.preventDefault();
    const filled = [...new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).entries()]
        .map(([name, value]) => [name, String(value)]).filter(([, value]) => value);
    location.assign(`/inspectie/cijfers?${new URLSearchParams(filled)}`);
  });
}

/** From the newest on. @param {string} since a day */
function monthsSince(since) {
  const [year, number] = fieldDay(new Date().toISOString()).split('-').map(Number);
  const months = Array.from({length: MOST}, (_, back) =>
    new Date(Date.UTC(year, number - 1 - back, 1)).toISOString().slice(0, 7));
  return months.filter((one, back) => back < LEAST || one >= since.slice(0, 7));
}
