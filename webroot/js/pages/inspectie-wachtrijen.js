/**
 * The page of waiting and failed mails and texts.
 */

import {showHeld} from '../oversight/held.js';
import {queueRow} from '../oversight/queue-rows.js';
import {offerKinds, openQueueSearch} from '../oversight/queue-search.js';
import {showScrub} from '../oversight/scrub.js';
import {call} from '../shared/api.js';
import {byId, element} from '../shared/dom.js';
import {clearErrors, showProblem} from '../shared/errors.js';
import {moment} from '../shared/format.js';
import {openStaffPage} from '../shared/staff-page.js';
import {text} from '../shared/texts.js';

/** @typedef {import('json').QueuedLetter} Letter */

const query = new URLSearchParams(location.search);
const failed = query.get('state') === 'failed';
/** The messages that a search found; null while the page shows a queue. @type {Letter[] | null} */
let found = null;

openStaffPage(async () => {
  openQueueSearch(showFound);
  await Promise.all([show(), showHeld(), showScrub()]);
});

async function show() {
  const after = query.has('after') && {after: query.get('after') ?? ''};
  const asked = new URLSearchParams({state: failed ? 'failed' : 'waiting', ...after});
  /** @type {import('json').QueuePage} */
  const {items, next, kinds, lost, files, ...lengths} = await call('GET', `/api/staff/queues?${asked}`);
  byId('wachtend').textContent = text('inspectie-wachtrijen.waiting', {count: lengths.waiting});
  byId('mislukt').textContent = text('inspectie-wachtrijen.failed', {count: lengths.failed});
  byId(failed ? 'mislukt' : 'wachtend').setAttribute('aria-current', 'page');
  byId('lijst').textContent = text(failed ? 'inspectie-wachtrijen.failedTitle' : 'inspectie-wachtrijen.waitingTitle');
  byId('leeg').hidden = items.length > 0;
  showRows(items);
  offerKinds(kinds);
  strayFiles(files);
  byId('verloren').hidden = lost.length === 0;
  byId('verloren-lijst').replaceChildren(...lost.map((one) => element('li', {class: 'utrecht-unordered-list__item'},
      element('a', {class: 'utrecht-link', href: `/inspectie/verzending/${one.transfer}`},
          text('inspectie-wachtrijen.lostTransfer', {at: moment(one.at)})))));
  const more = /** @type {HTMLAnchorElement} */ (byId('volgende'));
  more.hidden = next === null;
  more.href = `/inspectie/wachtrijen?${new URLSearchParams({...(failed && {state: 'failed'}), after: next ?? ''})}`;
}

/** @param {Letter[]} items */
function showRows(items) {
  byId('lijst-tabel').hidden = items.length === 0;
  byId('rijen').replaceChildren(...items.map((item) => queueRow(item, act)));
}

/** @param {import('json').QueueSearch} page */
function showFound({items, more}) {
  found = items;
  for (const id of ['wachtend', 'mislukt']) {
    byId(id).removeAttribute('aria-current');
  }
  byId('lijst').textContent = text('inspectie-wachtrijen.foundTitle');
  byId('leeg').hidden = true;
  byId('volgende').hidden = true;
  const words = items.length === 0 ? 'foundNone' : more ? 'foundMore' : 'found';
  byId('gedaan').textContent = text(`inspectie-wachtrijen.${words}`, {count: items.length});
  showRows(items);
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

/** A list of search results loses the message instead of searching again. @type {import('../oversight/queue-rows.js').Act} */
async function act(item, what) {
  try {
    await call('POST', `/api/staff/queues/${item.id}/${what}`, {});
    clearErrors();
    if (found === null) {
      await show();
    } else {
      found = found.filter((other) => other !== item);
      showRows(found);
    }
    byId('gedaan').textContent = text(`inspectie-wachtrijen.${what}Done`);
    byId('lijst').tabIndex = -1;
    byId('lijst').focus();
  } catch (problem) {
    showProblem(problem);
  }
}
