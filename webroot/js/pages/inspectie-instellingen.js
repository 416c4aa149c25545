/**
 * The page on which a beheerder sees the settings, and where each came from.
 */

import {call} from '../shared/api.js';
import {byId} from '../shared/dom.js';
import {Problem} from '../shared/problem.js';
import {openStaffPage} from '../shared/staff-page.js';
import {cell, row} from '../shared/table.js';
import {text} from '../shared/texts.js';

/** @typedef {import('json').Settings['items'][number]} Setting */

/** @type {Setting[]} */
let settings = [];

openStaffPage(async ({roles}) => {
  if (!roles.includes('beheerder')) {
    throw new Problem('not-found');
  }
  settings = (await call('GET', '/api/staff/settings')).items;
  byId('zoeken').addEventListener('submit', (event) => event.preventDefault());
  byId('woorden').addEventListener('input', show);
  show();
});

function show() {
  const asked = /** @type {HTMLInputElement} */ (byId('woorden')).value.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = settings.filter((one) => {
    const all = [one.key, value(one), origin(one)].join(' ').toLowerCase();
    return asked.every((word) => all.includes(word));
  });
  byId('aantal').textContent = text('inspectie-instellingen.count', {count: fitting.length});
  byId('lijst-tabel').hidden = fitting.length === 0;
  byId('rijen').replaceChildren(...fitting.map((one) => row(
      cell(text('inspectie-instellingen.key'), one.key, 'rc-wrap'),
      cell(text('inspectie-instellingen.value'), value(one), 'rc-wrap'),
      cell(text('inspectie-instellingen.origin'), origin(one)))));
}

/** @param {Setting} setting */
function value({value: shown, given, secret}) {
  return !given ? text('inspectie-instellingen.none')
    : secret ? text('inspectie-instellingen.secret') : shown ?? '';
}

/** @param {Setting} setting */
function origin(setting) {
  return text(`inspectie-instellingen.origin-${setting.origin}`);
}
