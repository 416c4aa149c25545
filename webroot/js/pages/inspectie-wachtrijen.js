/**
 * The page of waiting and failed mails and texts.
 */

import {showHeld} from '../oversight/held.js';
import {showScrub} from '../oversight/scrub.js';
import {call} from '../shared/api.js';
import {askConfirmation} from '../shared/confirm.js';
import {byId, element} from '../shared/dom.js';
import {clearErrors, showProblem} from '../shared/errors.js';
import {moment} from '../shared/format.js';
import {openStaffPage} from '../shared/staff-page.js';
import {cell, row} from '../shared/table.js';
import {hasText, text} from '../shared/texts.js';

/** @typedef {import('json').QueuedLetter} Letter */

const query = new URLSearchParams(location.search);
const failed = query.get('state') === 'failed';

openStaffPage(async () => {
  await Promise.all([show(), showHeld(), showScrub()]);
});

async function show() {
  const after = query.has('after') && {after: query.get('after') ?? ''};
  const asked = new URLSearchParams({state: failed ? 'failed' : 'waiting', ...after});
  /** @type {import('json').QueuePage} */
  const {items, next, lost, files, ...lengths} = await call('GET', `/api/staff/queues?${asked}`);
  byId('wachtend').textContent = text('inspectie-wachtrijen.waiting', {count: lengths.waiting});
  byId('mislukt').textContent = text('inspectie-wachtrijen.failed', {count: lengths.failed});
  byId(failed ? 'mislukt' : 'wachtend').setAttribute('aria-current', 'page');
  byId('lijst').textContent = text(failed ? 'inspectie-wachtrijen.failedTitle' : 'inspectie-wachtrijen.waitingTitle');
  byId('leeg').hidden = items.length > 0;
  byId('lijst-tabel').hidden = items.length === 0;
  byId('rijen').replaceChildren(...items.map(line));
  strayFiles(files);
  byId('verloren').hidden = lost.length === 0;
  byId('verloren-lijst').replaceChildren(...lost.map((one) => element('li', {class: 'utrecht-unordered-list__item'},
      element('a', {class: 'utrecht-link', href: `/inspectie/verzending/${one.transfer}`},
          text('inspectie-wachtrijen.lostTransfer', {at: moment(one.at)})))));
  const more = /** @type {HTMLAnchorElement} */ (byId('volgende'));
  more.hidden = next === null;
  more.href = `/inspectie/wachtrijen?${new URLSearchParams({...(failed && {state: 'failed'}), after: next ?? ''})}`;
}

/** @param {{quarantined: number, held: number, missing: number}} files */
function strayFiles({quarantined, held, missing}) {
  for (const [id, words, count] of /** @type {[string, string, number][]} */ ([
    ['quarantaine', 'quarantined', quarantined], ['vastgehouden', 'held', held], ['ontbrekend', 'missing', missing]])) {
    byId(id).hidden = count === 0;
    byId(id).textContent = count === 0 ? '' : text(`inspectie-wachtrijen.${words}`, {count});
  }
  byId('bestanden').hidden = quarantined + held + missing === 0;
}

/** @param {Letter} item */
function line(item) {
  const known = `inspectie-verzending.letter-${item.kind}`;
  const what = text(hasText(known) ? known : 'inspectie-verzending.letter-other');
  const letter = item.transfer
    ? element('a', {class: 'utrecht-link', href: `/inspectie/verzending/${item.transfer}`}, what) : what;
  return row(
      cell(text('inspectie-wachtrijen.letter'), letter),
      cell(text('inspectie-wachtrijen.to'),
          item.to ?? text('inspectie-verzending.number', {ending: item.numberEnding ?? ''}), 'rc-file'),
      cell(text('inspectie-wachtrijen.since'), moment(item.createdAt)),
      cell(text('inspectie-wachtrijen.why'), why(item)),
      cell(text('inspectie-wachtrijen.acts'), acts(item)));
}

/** @param {Letter} item */
function why({state, attempts, reason, dueAt}) {
  if (state !== 'waiting') {
    return text(`inspectie-wachtrijen.${state}`, {reason: reason ?? '–'});
  }
  return attempts === 0 ? text('inspectie-wachtrijen.notTried')
    : text('inspectie-wachtrijen.tried', {count: attempts, reason: reason ?? '–', next: moment(dueAt)});
}

/** @param {Letter} item */
function acts(item) {
  const place = element('span', {});
  if (item.state === 'waiting') {
    place.append(button('retry', () => act(item, 'retry')));
  }
  if (item.state === 'unknown' && Date.parse(item.expiresAt) > Date.now()) {
    place.append(button('again', () => again(item)));
  }
  place.append(button(item.state === 'waiting' ? 'drop' : 'dismiss', () => drop(item)));
  return place;
}

/** @param {string} what @param {() => void} action */
function button(what, action) {
  const made = element('button', {class: 'utrecht-button utrecht-button--subtle', type: 'button'},
      text(`inspectie-wachtrijen.${what}`));
  made.addEventListener('click', action);
  return made;
}

/** @param {Letter} item */
async function again(item) {
  if (await askConfirmation({
    title: text('inspectie-wachtrijen.againTitle'), words: text('inspectie-wachtrijen.againWords'),
    yes: text('inspectie-wachtrijen.again'),
  })) {
    await act(item, 'retry');
  }
}

/** @param {Letter} item */
async function drop(item) {
  const waiting = item.state === 'waiting';
  if (!waiting || await askConfirmation({
    title: text('inspectie-wachtrijen.dropTitle'), words: text('inspectie-wachtrijen.dropWords'),
    yes: text('inspectie-wachtrijen.drop'),
  })) {
    await act(item, 'drop');
  }
}

/** @param {Letter} item @param {'retry' | 'drop'} what */
async function act(item, what) {
  try {
    await call('POST', `/api/staff/queues/${item.id}/${what}`, {});
    clearErrors();
    await show();
    byId('gedaan').textContent = text(`inspectie-wachtrijen.${what}Done`);
    byId('lijst').tabIndex = -1;
    byId('lijst').focus();
  } catch (problem) {
    showProblem(problem);
  }
}
