/**
 * The overview of transfers for staff.
 */

import {setMoments} from '../oversight/day-filter.js';
import {describeDeadline} from '../oversight/deadline.js';
import {call} from '../shared/api.js';
import {byId, element, fill} from '../shared/dom.js';
import {beginOf, day, endOf, moment} from '../shared/format.js';
import {openStaffPage} from '../shared/staff-page.js';
import {cell, row} from '../shared/table.js';
import {text} from '../shared/texts.js';

const FIELDS = ['view', 'kind', 'state', 'from', 'to', 'party', 'outstanding'];
const GLANCE = 5;
/** @typedef {import('json').TransferPage} TransferPage */
/** The person's own address: they can continue their own drafts. */
let me = '';
const query = new URLSearchParams(location.search);

openStaffPage(async (member) => {
  me = member.email;
  fill({
    name: member.name,
    email: member.email,
    roles: member.roles.map((role) => text(`inspectie.role-${role}`)).join(', '),
    departments: member.departments.join(', '),
  });
  const views = offerViews(member.roles);
  byId('verzendingen').hidden = views.length === 0;
  if (views.length === 0) {
    return;
  }
  query.set('view', views.includes(query.get('view') ?? '') ? query.get('view') ?? '' : views[0]);
  showFilters();
  /** @type {[TransferPage, TransferPage]} */
  const [page, open] = await Promise.all([
    call('GET', `/api/staff/transfers?${asked(query)}`),
    call('GET', `/api/staff/transfers?view=${query.get('view')}&outstanding=true`),
  ]);
  showPage(page);
  showOutstanding(open);
});

/** Shows the views that this person has a role for. @param {string[]} roles */
function offerViews(roles) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...byId('weergave').querySelectorAll('a')]);
  links.filter(({dataset}) => !roles.includes(dataset.role ?? '')).forEach((other) => other.closest('li')?.remove());
  const left = links.filter((offered) => offered.isConnected).map(({dataset}) => dataset.view ?? '');
  byId('weergave').hidden = left.length < 2;
  return left;
}

function showFilters() {
  document.querySelector(`[data-view="${query.get('view')}"]`)?.setAttribute('aria-current', 'page');
  // Closed unless a filter is set, so that the transfers stand on top.
  /** @type {HTMLDetailsElement} */ (byId('zoeken')).open = FIELDS.some((name) => name !== 'view' && query.get(name));
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
      cell(text('inspectie.kind'), text(`inspectie.kind-${item.kind}`)),
      cell(text('inspectie.state'), stateOf(item), 'rc-words'),
      cell(text('inspectie.began'), moment(item.createdAt)),
      cell(text('inspectie.until'), describeDeadline(item), 'rc-words'));
}

/** @param {import('json').TransferLine} item */
function toTransfer({id, kind, state, sender, contact, recipients}) {
  const more = kind === 'sent' && recipients > 1 ? ` ${text('inspectie.more', {count: recipients - 1})}` : '';
  const page = kind === 'sent' && state === 'open' && sender.email === me ? 'verzenden' : 'verzending';
  const {name, email} = kind === 'sent' ? contact : sender;
  return element('span', {}, element('a', {class: 'utrecht-link', href: `/inspectie/${page}/${id}`}, name),
      ` ${email}${more}`);
}

/** @param {import('json').TransferLine} item */
function stateOf({state, kind, downloadedAt, due}) {
  if (state === 'open' && kind === 'requested') {
    return text(`inspectie.state-${due?.what === 'more' ? 'more' : 'outstanding'}`);
  }
  return text(`inspectie.state-${state === 'delivered' && downloadedAt ? 'downloaded' : state}`);
}

/**
 * Shows the unanswered requests; a request that may be answered again is open too, and is left out.
 * @param {TransferPage} open
 */
function showOutstanding({items, next}) {
  const waiting = items.filter(({due}) => due?.what === 'answer');
  byId('openstaand-deel').hidden = waiting.length === 0 && next === null;
  byId('openstaand-alle').hidden = waiting.length <= GLANCE && next === null;
  byId('openstaand-lijst').replaceChildren(...waiting.slice(0, GLANCE).map((item) =>
    element('li', {}, toTransfer(item), `, ${text('inspectie.since', {day: day(item.createdAt)})}. `,
        describeDeadline(item))));
}
