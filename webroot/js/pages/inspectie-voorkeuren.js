/**
 * Preferences of a member of staff: how they hear news, and the deputy who receives their transfers too while they are
 * away.
 */

import {call} from '../shared/api.js';
import {byId, element} from '../shared/dom.js';
import {clearErrors, showFieldErrors, showProblem} from '../shared/errors.js';
import {day} from '../shared/format.js';
import {Problem} from '../shared/problem.js';
import {openStaffPage} from '../shared/staff-page.js';
import {text} from '../shared/texts.js';

const PREFERENCES = '/api/staff/preferences';
const FIELDS = ['email', 'from', 'until'];

openStaffPage(async () => {
  await show();
  await showNews();
  byId('nieuws-formulier').addEventListener('submit', (event) => {
    event.preventDefault();
    act(() => call('PUT', `${PREFERENCES}/news`, {atOnce: field('meteen').checked}), 'newsSaved');
  });
  byId('vervanging').addEventListener('submit', (event) => {
    event.preventDefault();
    save();
  });
  byId('stop').addEventListener('click', () => act(() => call('POST', `${PREFERENCES}/deputy/end`, {}), 'ended'));
});

async function show() {
  /** @type {import('json').Preferences} */
  const {deputy, deputyOf} = await call('GET', PREFERENCES);
  byId('nu').textContent = deputy ? text('inspectie-voorkeuren.now', described(deputy))
    : text('inspectie-voorkeuren.nobody');
  byId('stop').hidden = !deputy;
  FIELDS.forEach((name) => {
    field(name).value = deputy?.[/** @type {'email' | 'from' | 'until'} */ (name)] ?? '';
  });
  byId('voor-wie-deel').hidden = deputyOf.length === 0;
  byId('anderen').replaceChildren(...deputyOf.map((one) =>
    element('li', {}, text('inspectie-voorkeuren.other', described(one)))));
}

async function showNews() {
  /** @type {import('json').NewsChoice} */
  const {atOnce} = await call('GET', `${PREFERENCES}/news`);
  field(atOnce ? 'meteen' : 'dagelijks').checked = true;
}

/** @param {import('json').DeputyPeriod} period */
function described({name, email, from, until}) {
  return {name, email, from: day(from), until: day(until)};
}

/** @param {string} name */
function field(name) {
  return /** @type {HTMLInputElement} */ (byId(name));
}

async function save() {
  const missing = FIELDS.filter((name) => field(name).value.trim() === '');
  if (missing.length > 0) {
    showFieldErrors(missing.map((name) => ({field: name, code: 'required'})));
    return;
  }
  await act(() => call('PUT', `${PREFERENCES}/deputy`,
      Object.fromEntries(FIELDS.map((name) => [name, field(name).value.trim()]))), 'saved');
}

/** @param {() => Promise<unknown>} change @param {string} result */
async function act(change, result) {
  clearErrors();
  byId('gedaan').textContent = '';
  try {
    await change();
    await show();
    byId('gedaan').textContent = text(`inspectie-voorkeuren.${result}`);
  } catch (problem) {
    if (problem instanceof Problem && problem.code === 'invalid') {
      const wrong = problem.details.errors?.[0]?.field ?? 'email';
      showFieldErrors([{field: wrong, code: wrong === 'email' ? 'unknown' : 'invalid'}]);
    } else {
      showProblem(problem);
    }
  }
}
