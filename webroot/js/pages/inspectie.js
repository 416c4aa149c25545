import {call} from '../shared/api.js';
import {byId, element, fill} from '../shared/dom.js';
import {describeDeadline} from '../oversight/deadline.js';
import {beginOf, day, endOf, moment} from '../shared/format.js';
import {openStaffPage} from '../shared/staff-page.js';
import {cell, row} from '../shared/table.js';
import {text} from '../shared/texts.js';

const FIELDS = ['view', 'kind', 'state', 'from', 'to', 'party', 'outstanding'];
const GLANCE = 5;
/** Whose drafts can be gone on with. */
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
  const [page, open] = await Promise.all([
    call('GET', `/api/staff/transfers?${asked(query)}`),
    call('GET', `/api/staff/transfers?view=${query.get('view')}&outstanding=true`),
  ]);
  showPage(page);
  showOutstanding(open);
});

/** Only what this person has a role for. @param {string[]} roles */
function offerViews(roles) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...byId('weergave').querySelectorAll('a')]);
  links.filter(({dataset}) => !roles.includes(dataset.role ?? '')).forEach((other) => other.closest('li')?.remove());
  const left = links.filter((offered) => offered.isConnected).map(({dataset}) => dataset.view ?? '');
  byId('weergave').hidden = left.length < 2;
  return left;
}

function showFilters() {
  document.querySelector(`[data-view="${query.get('view')}"]`)?.setAttribute('aria-current', 'page');
  // The transfers come first.
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

/** Days in the address are what people choose; the server is asked for moments, to the end of the last day. @param {URLSearchParams} chosen */
function asked(chosen) {
  const asking = new URLSearchParams([...chosen].filter(([name, value]) => value && [...FIELDS, 'after'].includes(name)));
  const moments = /** @type {[string, Date | null][]} */ ([['from', beginOf(asking.get('from'))], ['to', endOf(asking.get('to'))]]);
  for (const [name, at] of moments) {
    asking.delete(name);
    if (at) {
      asking.set(name, at.toISOString());
    }
  }
  return asking;
}

/** @param {any} page */
function showPage({items, next}) {
  byId('leeg').hidden = items.length > 0;
  byId('lijst-tabel').hidden = items.length === 0;
  byId('rijen').replaceChildren(...items.map(line));
  link('volgende', next);
  link('eerste', query.has('after') ? '' : null);
}

/** @param {string} id @param {string | null} after null: there is no such page; empty: the first */
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

/** @param {any} item */
function line(item) {
  return row(
      cell(text('inspectie.who'), toTransfer(item), 'rc-file'),
      cell(text('inspectie.kind'), text(`inspectie.kind-${item.kind}`)),
      cell(text('inspectie.state'), stateOf(item), 'rc-words'),
      cell(text('inspectie.began'), moment(item.createdAt)),
      cell(text('inspectie.until'), describeDeadline(item), 'rc-words'));
}

/** @param {any} item */
function toTransfer({id, kind, state, sender, contact, recipients}) {
  const more = kind === 'sent' && recipients > 1 ? ` ${text('inspectie.more', {count: recipients - 1})}` : '';
  const page = kind === 'sent' && state === 'open' && sender.email === me ? 'verzenden' : 'verzending';
  const {name, email} = kind === 'sent' ? contact : sender;
  return element('span', {}, element('a', {class: 'utrecht-link', href: `/inspectie/${page}/${id}`}, name), ` ${email}${more}`);
}

/** @param {any} item */
function stateOf({state, kind, downloadedAt, due}) {
  if (state === 'open' && kind === 'requested') {
    return text(`inspectie.state-${due?.what === 'more' ? 'more' : 'outstanding'}`);
  }
  return text(`inspectie.state-${state === 'delivered' && downloadedAt ? 'downloaded' : state}`);
}

/** Those that nobody has answered yet; what may be answered once more is open too, and is passed over. @param {any} open */
function showOutstanding({items, next}) {
  const waiting = items.filter((/** @type {any} */ {due}) => due?.what === 'answer');
  byId('openstaand-deel').hidden = waiting.length === 0 && next === null;
  byId('openstaand-alle').hidden = waiting.length <= GLANCE && next === null;
  byId('openstaand-lijst').replaceChildren(...waiting.slice(0, GLANCE).map((/** @type {any} */ item) =>
    element('li', {}, toTransfer(item), `, ${text('inspectie.since', {day: day(item.createdAt)})}. `, describeDeadline(item))));
}
