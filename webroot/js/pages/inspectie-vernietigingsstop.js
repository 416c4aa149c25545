/**
 * The page on which the privacy officer keeps transfers from being destroyed.
 */

import {call} from '../shared/api.js';
import {askConfirmation} from '../shared/confirm.js';
import {byId, element} from '../shared/dom.js';
import {clearErrors, showFieldErrors, showMessage, showProblem} from '../shared/errors.js';
import {day, endOf, moment} from '../shared/format.js';
import {Problem} from '../shared/problem.js';
import {openStaffPage} from '../shared/staff-page.js';
import {cell, row} from '../shared/table.js';
import {text} from '../shared/texts.js';

/** @typedef {import('json').Holds['items'][number]} Hold */

/** @param {string} key @param {Record<string, string | number>} [values] */
const words = (key, values) => text(`inspectie-vernietigingsstop.${key}`, values);
const number = /** @type {HTMLInputElement} */ (byId('number'));
const reason = /** @type {HTMLInputElement} */ (byId('reason'));
const until = /** @type {HTMLInputElement} */ (byId('until'));

openStaffPage(async ({roles}) => {
  if (!roles.includes('functionaris')) {
    throw new Problem('not-found');
  }
  byId('formulier').addEventListener('submit', (event) => {
    event.preventDefault();
    attempt(set);
  });
  await load();
});

async function load() {
  /** @type {import('json').Holds} */
  const {items} = await call('GET', '/api/staff/holds');
  byId('leeg').hidden = items.length > 0;
  byId('lijst-tabel').hidden = items.length === 0;
  byId('rijen').replaceChildren(...items.map(line));
}

/** @param {Hold} hold */
function line(hold) {
  const {reason: why, state, setBy, setAt, liftedBy, liftedAt} = hold;
  const end = state === 'lifted' ? words('lifted', {by: liftedBy ?? '', at: moment(liftedAt)})
    : words(beyond(hold.until, hold.linksUntil) ? `${state}Beyond` : state,
        {day: day(hold.until), links: hold.linksUntil === null ? '' : day(hold.linksUntil)});
  return row(
      cell(words('transfer'), `${hold.number}. ${text(`inspectie.kind-${hold.kind}`)}`),
      cell(words('reasonColumn'), `${why} (${words('setBy', {by: setBy, at: moment(setAt)})})`, 'rc-words'),
      cell(words('state'), end, 'rc-words'),
      cell(words('act'), state === 'active' ? liftButton(hold) : '-'));
}

/**
 * True if the recovery key alone opens the transfer for a while.
 *
 * @param {string} held until when it is held
 * @param {string | null} links until when its links work
 */
function beyond(held, links) {
  return links !== null && new Date(held) > new Date(links);
}

/** @param {Hold} hold */
function liftButton({id, number: shown}) {
  const button = element('button', {
    'class': 'utrecht-button utrecht-button--subtle', 'type': 'button',
    'aria-label': words('liftOf', {number: shown}),
  }, words('lift'));
  button.addEventListener('click', () => attempt(async () => {
    if (await askConfirmation({title: words('liftTitle'), words: words('liftWords'), yes: words('lift')})) {
      await call('POST', `/api/staff/holds/${id}/lift`, {});
      await done(words('liftDone', {number: shown}));
    }
  }));
  return button;
}

async function set() {
  const end = endOf(until.value);
  const missing = [number, reason].filter(({value}) => value.trim() === '').map(({id}) => id);
  const errors = end ? missing : [...missing, 'until'];
  if (!end || errors.length > 0) {
    showFieldErrors(errors.map((field) => ({field, code: 'required'})));
    return;
  }
  /** @type {import('json').HeldTransfer} */
  const {linksUntil} = await call('POST', '/api/staff/holds',
      {number: number.value, reason: reason.value, until: end.toISOString()});
  const values = {number: number.value.trim(), day: day(end.toISOString()), links: day(linksUntil)};
  // a day later than the links' last one; on that day itself the hold ends with them
  const key = beyond(end.toISOString(), linksUntil) && values.day !== values.links ? 'setBeyond' : 'setDone';
  /** @type {HTMLFormElement} */ (byId('formulier')).reset();
  await done(words(key, values));
}

/** @param {string} result */
async function done(result) {
  clearErrors();
  await load();
  byId('gedaan').textContent = result;
}

/** @param {() => Promise<void>} action */
async function attempt(action) {
  byId('gedaan').textContent = '';
  try {
    await action();
  } catch (problem) {
    if (problem instanceof Problem && problem.code === 'beyond-links') {
      showMessage(words('beyond', {day: day(problem.details.latestEnd ?? '')}));
    } else if (problem instanceof Problem && problem.code === 'not-found') {
      showFieldErrors([{field: 'number', code: 'invalid'}]);
    } else {
      showProblem(problem);
    }
  }
}
