/**
 * The overview of transfers for staff.
 */

import {setMoments} from '../oversight/day-filter.js';
import {describeDeadline} from '../oversight/deadline.js';
import {showCounts, showTabs} from '../oversight/tabs.js';
import {call} from '../shared/api.js';
import {byId, element} from '../shared/dom.js';
import {showProblem} from '../shared/errors.js';
import {beginOf, endOf, shortMoment} from '../shared/format.js';
import {openStaffPage} from '../shared/staff-page.js';
import {cell, row} from '../shared/table.js';
import {text} from '../shared/texts.js';

const FIELDS = ['view', 'tab', 'kind', 'state', 'from', 'to', 'party', 'outstanding'];
/** The colour of a state; its words say the same. */
const TONES = {
  open: 'waiting', submitted: 'waiting', delivered: 'done', refused: 'wrong', withdrawn: 'calm', destroyed: 'calm',
};
/** @typedef {import('json').TransferPage} TransferPage */
/** The person's own address: they can continue their own drafts. */
let me = '';
const query = new URLSearchParams(location.search);

openStaffPage(async (member) => {
  me = member.email;
  const views = offerViews(member.roles);
  byId('verzendingen').hidden = views.length === 0;
  if (views.length === 0) {
    return;
  }
  query.set('view', views.includes(query.get('view') ?? '') ? query.get('view') ?? '' : views[0]);
  showFilters();
  showTabs(query);
  byId('zoek').addEventListener('submit', search);
  showPage(await call('GET', `/api/staff/transfers?${asked(query)}`));
  showCounts(await call('GET', `/api/staff/counts?view=${query.get('view')}`));
});

/** Shows the views that this person has a role for. @param {string[]} roles */
function offerViews(roles) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...byId('weergave').querySelectorAll('a')]);
  links.filter(({dataset}) => !roles.includes(dataset.role ?? '')).forEach((other) => other.closest('li')?.remove());
  const left = links.filter((offered) => offered.isConnected).map(({dataset}) => dataset.view ?? '');
  byId('weergave').hidden = left.length < 2;
  return left;
}

/** The words are posted: they are names, and do not belong in an address. @param {Event} event */
async function search(event) {
  event.preventDefault();
  const field = /** @type {HTMLInputElement} */ (byId('woorden'));
  if (field.value.trim() === '') {
    location.assign('/inspectie');
    return;
  }
  const asking = asked(query);
  asking.delete('after');
  try {
    /** @type {TransferPage} */
    const page = await call('POST', `/api/staff/transfers/search?${asking}`, {q: field.value.trim()});
    showPage({...page, next: null});
    byId('gevonden').textContent = text(page.next ? 'inspectie.foundMore' : 'inspectie.found', {count: page.items.length});
  } catch (problem) {
    showProblem(problem);
  }
}

function showFilters() {
  document.querySelector(`[data-view="${query.get('view')}"]`)?.setAttribute('aria-current', 'page');
  // Closed unless a filter is set, so that the transfers stand on top.
  /** @type {HTMLDetailsElement} */ (byId('zoeken')).open = FIELDS.some((name) => !['view', 'tab'].includes(name) && query.get(name));
  for (const name of FIELDS) {
    const field = /** @type {HTMLInputElement} */ (byId(name));
    if (field.type === 'checkbox') {
      field.checked = query.get(name) === field.value;
    } else {
      field.value = query.get(name) ?? '';
    }
  }
  byId('filters').addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = [...new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).entries()];
    const kept = chosen.map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value !== '');
    location.assign(`/inspectie?${new URLSearchParams(kept)}`);
  });
}

/** The query for the server. @param {URLSearchParams} chosen */
function asked(chosen) {
  const asking = new URLSearchParams([...chosen]
      .filter(([name, value]) => value && [...FIELDS, 'after'].includes(name)));
  setMoments(asking, beginOf(asking.get('from')), endOf(asking.get('to')));
  return asking;
}

/** @param {TransferPage} page */
function showPage({items, next}) {
  byId('leeg').hidden = items.length > 0;
  byId('lijst-tabel').hidden = items.length === 0;
  byId('rijen').replaceChildren(...items.map(line));
  link('volgende', next);
  link('eerste', query.has('after') ? '' : null);
}

/** @param {string} id @param {string | null} after null if there is no such page; empty for the first */
function link(id, after) {
  const place = /** @type {HTMLAnchorElement} */ (byId(id));
  place.hidden = after === null;
  const there = new URLSearchParams(query);
  there.delete('after');
  if (after) {
    there.set('after', after);
  }
  place.href = `/inspectie?${there}`;
}

/** @param {import('json').TransferLine} item */
function line(item) {
  return row(
      cell(text('inspectie.who'), toTransfer(item), 'rc-file'),
      cell(text('inspectie.kind'), text(`inspectie.short-${item.kind}`)),
      cell(text('inspectie.state'), tag(item), 'rc-words'),
      cell(text('inspectie.began'), shortMoment(item.createdAt)),
      cell(text('inspectie.until'), describeDeadline(item), 'rc-words'));
}

/** @param {import('json').TransferLine} item */
function toTransfer({id, kind, state, sender, contact, recipients}) {
  const more = kind === 'sent' && recipients > 1 ? ` ${text('inspectie.more', {count: recipients - 1})}` : '';
  const page = kind === 'sent' && state === 'open' && sender.email === me ? 'verzenden' : 'verzending';
  const {name, email, organisation} = kind === 'sent' ? {...contact, organisation: null} : sender;
  return element('span', {}, element('a', {class: 'utrecht-link rc-party', href: `/inspectie/${page}/${id}`},
      organisation ?? name), element('span', {class: 'rc-line'}, organisation ? `${name}, ${email}${more}` : `${email}${more}`));
}

/** @param {import('json').TransferLine} item */
function tag(item) {
  return element('span', {class: `rc-tag rc-tag--${TONES[item.state]}`}, stateOf(item));
}

/** @param {import('json').TransferLine} item */
function stateOf({state, kind, downloadedAt, due}) {
  if (state === 'open' && kind === 'requested') {
    return text(`inspectie.state-${due?.what === 'more' ? 'more' : 'outstanding'}`);
  }
  return text(`inspectie.state-${state === 'delivered' && downloadedAt ? 'downloaded' : state}`);
}
