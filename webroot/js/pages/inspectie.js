/**
 * The overview of transfers for staff.
 */

import {setMoments} from '../oversight/day-filter.js';
import {showCounts, showTabs} from '../oversight/tabs.js';
import {TransferList} from '../oversight/transfer-list.js';
import {call} from '../shared/api.js';
import {byId, element} from '../shared/dom.js';
import {beginOf, day, endOf} from '../shared/format.js';
import {openStaffPage} from '../shared/staff-page.js';
import {text} from '../shared/texts.js';

const FIELDS = ['view', 'tab', 'kind', 'state', 'from', 'to', 'party', 'outstanding', 'sort'];
/** Filters that are not among the "more filters". */
const IN_SIGHT = ['view', 'tab', 'sort'];

openStaffPage(async (member) => {
  if (member.roles.every((role) => role === 'helpdesk') && member.roles.length > 0) {
    location.replace('/inspectie/helpdesk');
    return;
  }
  const views = offerViews(member.roles);
  byId('verzendingen').hidden = views.length === 0;
  if (views.length === 0) {
    return;
  }
  const query = new URLSearchParams(location.search);
  query.set('view', views.includes(query.get('view') ?? '') ? query.get('view') ?? '' : views[0]);
  showFilters(query);
  showTabs(query, member);
  const list = new TransferList(member.email, () => asked(query));
  const words = /** @type {HTMLInputElement} */ (byId('woorden'));
  words.value = list.words;
  byId('zoek').addEventListener('submit', (event) => {
    event.preventDefault();
    list.search(words.value.trim());
  });
  await list.load();
  showCounts(await call('GET', `/api/staff/counts?view=${query.get('view')}`));
  if (member.roles.includes('medewerker')) {
    showBatches(await call('GET', '/api/staff/batches'));
  }
});

/** Shows the views that this person has a role for. @param {string[]} roles */
function offerViews(roles) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...byId('weergave').querySelectorAll('a')]);
  links.filter(({dataset}) => !roles.includes(dataset.role ?? '')).forEach((other) => other.closest('li')?.remove());
  const left = links.filter((offered) => offered.isConnected).map(({dataset}) => dataset.view ?? '');
  byId('weergave').hidden = left.length < 2;
  return left;
}

/** @param {URLSearchParams} query */
function showFilters(query) {
  document.querySelector(`[data-view="${query.get('view')}"]`)?.setAttribute('aria-current', 'page');
  // Closed unless a filter is set, so that the transfers stand on top.
  /** @type {HTMLDetailsElement} */ (byId('zoeken')).open =
    FIELDS.some((name) => !IN_SIGHT.includes(name) && query.get(name));
  for (const name of FIELDS) {
    const field = /** @type {HTMLInputElement} */ (byId(name));
    if (field.type === 'checkbox') {
      field.checked = query.get(name) === field.value;
    } else {
      field.value = query.get(name) ?? (name === 'sort' ? 'date' : '');
    }
  }
  byId('filters').addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = [...new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).entries()];
    const kept = chosen.map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value !== '');
    location.assign(`/inspectie?${new URLSearchParams(kept)}`);
  });
}

/** The query for the server. @param {URLSearchParams} query */
function asked(query) {
  const asking = new URLSearchParams([...query].filter(([name, value]) => value && FIELDS.includes(name)));
  setMoments(asking, beginOf(asking.get('from')), endOf(asking.get('to')));
  return asking;
}

/** @param {{items: import('json').Batch[]}} found */
function showBatches({items}) {
  byId('lijsten-deel').hidden = items.length === 0;
  byId('lijsten').replaceChildren(...items.map(({id, createdAt, reference, people, answered}) =>
    element('li', {}, element('a', {class: 'utrecht-link', href: `/inspectie/lijst/${id}`},
        text('inspectie.batch', {day: day(createdAt), reference: reference ? `, ${reference}` : ''})),
    ` ${text('inspectie.batchAnswered', {answered, people})}`)));
}
