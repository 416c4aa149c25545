/**
 * The page on which the privacy officer finds the signed statements about withdrawal and destruction.
 */

import {setMoments} from '../oversight/day-filter.js';
import {call} from '../shared/api.js';
import {byId, element} from '../shared/dom.js';
import {beginOf, endOf, moment} from '../shared/format.js';
import {joinSentences} from '../shared/sentences.js';
import {openStaffPage} from '../shared/staff-page.js';
import {cell, row} from '../shared/table.js';
import {text} from '../shared/texts.js';
import {statementLinks} from '../statement/statement-links.js';
import {goneWords} from '../statement/view.js';

const FIELDS = ['from', 'to'];
const query = new URLSearchParams(location.search);

openStaffPage(async () => {
  showFilters();
  /** @type {import('json').Destructions} */
  const {items, waiting, next} = await call('GET', `/api/staff/destructions?${asked()}`);
  byId('wacht').hidden = waiting === 0;
  byId('wacht').textContent = text('inspectie-vernietiging.waiting', {count: waiting});
  byId('leeg').hidden = items.length > 0;
  byId('lijst-tabel').hidden = items.length === 0;
  byId('rijen').replaceChildren(...await Promise.all(items.map(line)));
  link('volgende', next);
  link('eerste', query.has('before') ? '' : null);
});

function showFilters() {
  for (const name of FIELDS) {
    /** @type {HTMLInputElement} */ (byId(name)).value = query.get(name) ?? '';
  }
  byId('filters').addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = [...new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).entries()];
    location.assign(address(chosen.map(([name, value]) => [name, String(value)]).filter(([, value]) => value)));
  });
}

/** The query for the server. */
function asked() {
  const asking = new URLSearchParams(query.has('before') ? {before: query.get('before') ?? ''} : {});
  const end = endOf(query.get('to'));
  setMoments(asking, beginOf(query.get('from')), end && new Date(end.getTime() + 1000));
  return asking;
}

/** @param {string} id @param {string | null} before null if there is no such page; empty for the first */
function link(id, before) {
  const place = /** @type {HTMLAnchorElement} */ (byId(id));
  const there = [...query].filter(([name]) => name !== 'before');
  place.hidden = before === null;
  place.href = address(before ? [...there, ['before', before]] : there);
}

/** @param {string[][]} choices */
function address(choices) {
  return `/inspectie/vernietiging?${new URLSearchParams(choices)}`;
}

/** @param {import('json').Destructions['items'][number]} item */
async function line({at, number, kind, reason, documentCount, totalSize, statement}) {
  return row(
      cell(text('inspectie-vernietiging.when'), moment(at)),
      cell(text('common.number'), number),
      cell(text('inspectie-vernietiging.what'), joinSentences(
          text(`inspectie-vernietiging.kind-${kind}`), reason ? text(`bewijs.reason-${reason}`) : '')),
      cell(text('inspectie-vernietiging.gone'), goneWords(
          {kind, at, documentCount: documentCount ?? undefined, totalSize: totalSize ?? undefined}) || '–'),
      cell(text('inspectie-vernietiging.statement'),
          element('span', {}, ...await statementLinks(statement, `verklaring-${kind}-${number}`))));
}
