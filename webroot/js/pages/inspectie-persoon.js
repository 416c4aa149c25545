import {call, Problem} from '../shared/api.js';
import {byId, element, enablePrint} from '../shared/dom.js';
import {clearErrors, showProblem} from '../shared/errors.js';
import {day, moment} from '../shared/format.js';
import {openStaffPage} from '../shared/staff-page.js';
import {cell, row} from '../shared/table.js';
import {hasText, text} from '../shared/texts.js';

/** Whom the page shows. What stands in the field may have been changed since. It is kept nowhere else: not in the address, not in the history. */
let shown = '';

openStaffPage(({roles}) => {
  if (!roles.includes('functionaris')) {
    throw new Problem('not-found'); // as the server would say at the first search
  }
  byId('zoeken').addEventListener('submit', (event) => {
    event.preventDefault();
    search();
  });
  more('verzendingen', 'transfers', transfer);
  more('berichten', 'letters', letter);
  enablePrint();
});

async function search() {
  const query = /** @type {HTMLInputElement} */ (byId('query')).value.trim();
  byId('resultaat').hidden = true;
  byId('gevonden').textContent = '';
  try {
    const found = await call('POST', '/api/staff/persons', {query});
    shown = query;
    clearErrors();
    show(found);
  } catch (problem) {
    showProblem(problem);
  }
}

/** @param {any} found */
function show(found) {
  byId('verzendingen-rijen').replaceChildren();
  byId('berichten-rijen').replaceChildren();
  add('verzendingen', found.transfers, transfer);
  add('berichten', found.letters, letter);
  byId('account-leeg').hidden = found.accounts.length > 0 || found.department !== null;
  byId('afdeling').hidden = found.department === null;
  byId('afdeling').textContent = text('inspectie-persoon.department', {name: found.department ?? ''});
  byId('accounts').replaceChildren(...found.accounts.map(account));
  /** @type {HTMLAnchorElement} */ (byId('eerder-link')).href = `/inspectie/logboek?subject=${found.pseudonym}`;
  byId('resultaat').hidden = false;
  byId('gevonden').textContent = text('inspectie-persoon.found', {
    query: shown, transfers: count(found.transfers), letters: count(found.letters), accounts: found.accounts.length,
  });
}

/** @param {{items: any[], next: string | null}} page */
function count({items, next}) {
  return next === null ? String(items.length) : text('inspectie-persoon.moreThan', {count: items.length});
}

/** @param {string} list @param {{items: any[], next: string | null}} page @param {(item: any) => HTMLElement} line */
function add(list, {items, next}, line) {
  byId(`${list}-rijen`).append(...items.map(line));
  const none = byId(`${list}-rijen`).childElementCount === 0;
  byId(`${list}-leeg`).hidden = !none;
  byId(`${list}-tabel`).hidden = none;
  byId(`${list}-meer`).hidden = next === null;
  byId(`${list}-meer`).dataset.after = next ?? '';
}

/** @param {string} list @param {string} path @param {(item: any) => HTMLElement} line */
function more(list, path, line) {
  byId(`${list}-meer`).addEventListener('click', async () => {
    const rows = byId(`${list}-rijen`);
    const before = rows.childElementCount;
    try {
      add(list, await call('POST', `/api/staff/persons/${path}`, {query: shown, after: byId(`${list}-meer`).dataset.after}), line);
      clearErrors();
      const first = /** @type {HTMLElement | undefined} */ (rows.children[before]);
      first?.setAttribute('tabindex', '-1');
      first?.focus();
    } catch (problem) {
      showProblem(problem);
    }
  });
}

/** @param {any} item */
function transfer({id, kind, parts, data, createdAt, ...rest}) {
  return row(
      cell(text('inspectie.kind'), text(`inspectie.kind-${kind}`), 'rc-words'),
      cell(text('inspectie-persoon.part'), listed('part', parts), 'rc-words'),
      cell(text('inspectie-persoon.data'), data.length === 0 ? text('inspectie-persoon.data-account') : listed('data', data), 'rc-words'),
      cell(text('inspectie.began'), moment(createdAt)),
      cell(text('inspectie-persoon.documents'), until(rest), 'rc-words'),
      cell(text('inspectie.audit'), element('a', {
        'class': 'utrecht-link', 'href': `/inspectie/logboek?transfer=${id}`,
        'aria-label': text('inspectie-persoon.logOf', {kind: text(`inspectie.kind-${kind}`), began: moment(createdAt)}),
      }, text('inspectie-persoon.log'))));
}

/** @param {any} item */
function until({state, expiresAt, endedAt}) {
  const words = text(`inspectie.state-${state}`);
  return endedAt ? `${words}: ${moment(endedAt)}` : text('inspectie-persoon.until', {state: words, day: day(expiresAt)});
}

/** @param {string} what @param {string[]} words */
function listed(what, words) {
  return words.map((word) => text(`inspectie-persoon.${what}-${word}`)).join(', ');
}

/** @param {any} item */
function letter({channel, kind, state, content, createdAt, expiresAt}) {
  const known = `inspectie-verzending.letter-${kind}`;
  const about = text(hasText(known) ? known : 'inspectie-verzending.letter-other');
  return row(
      cell(text('inspectie-persoon.letter'), `${text(`inspectie-persoon.channel-${channel}`)}: ${about}`, 'rc-words'),
      cell(text('inspectie.state'), text(`inspectie-persoon.letter-${state}`), 'rc-words'),
      cell(text('inspectie-persoon.made'), moment(createdAt)),
      cell(text('inspectie-persoon.content'),
          content ? text('inspectie-persoon.sealed', {until: moment(expiresAt)}) : text('inspectie-persoon.wiped'), 'rc-words'));
}

/** @param {any} found */
function account({id, roles, departments, mobile, identity, createdAt, disabledAt}) {
  const kept = ['name', 'email', ...(mobile ? ['mobile'] : []), ...(identity ? ['identity'] : [])];
  const facts = [
    ['inspectie-persoon.data', listed('data', kept)],
    ['inspectie.roles', roles.map((/** @type {string} */ role) => text(`inspectie.role-${role}`)).join(', ')],
    ['inspectie.departments', departments.join(', ')],
    ['inspectie-persoon.made', moment(createdAt)],
    ['inspectie-persoon.closed', moment(disabledAt)],
  ];
  return element('div', {},
      element('dl', {class: 'rc-facts'}, ...facts.filter(([, value]) => value)
          .map(([name, value]) => element('div', {}, element('dt', {}, text(name)), element('dd', {}, value)))),
      element('ul', {class: 'utrecht-unordered-list'},
          toLog(`actor=${id}`, text('inspectie-persoon.logBy')), toLog(`subject=${id}`, text('inspectie-persoon.logAbout'))));
}

/** @param {string} filter @param {string} words */
function toLog(filter, words) {
  return element('li', {}, element('a', {class: 'utrecht-link', href: `/inspectie/logboek?${filter}`}, words));
}
