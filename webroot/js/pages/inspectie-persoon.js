/**
 * The page on which the privacy officer looks up the data that is kept about a person.
 */

import {saveExport} from '../privacy/person-export.js';
import {accountItem, contactRow, letterRow, transferRow} from '../privacy/person-rows.js';
import {call} from '../shared/api.js';
import {byId, enablePrint} from '../shared/dom.js';
import {clearErrors, showProblem} from '../shared/errors.js';
import {Problem} from '../shared/problem.js';
import {openStaffPage} from '../shared/staff-page.js';
import {text} from '../shared/texts.js';

/**
 * The address that was looked up; the field may have changed since. It is kept neither in the page's address nor in
 * the history.
 */
let shown = '';

openStaffPage(({roles}) => {
  if (!roles.includes('functionaris')) {
    throw new Problem('not-found'); // as the server would answer the first search
  }
  byId('zoeken').addEventListener('submit', (event) => {
    event.preventDefault();
    search();
  });
  enableMore('verzendingen', 'transfers', transferRow);
  enableMore('berichten', 'letters', letterRow);
  byId('bewaar').addEventListener('click', save);
  enablePrint();
});

async function save() {
  byId('bewaard').textContent = '';
  try {
    await saveExport(shown);
    clearErrors();
    byId('bewaard').textContent = text('inspectie-persoon.exportDone');
  } catch (problem) {
    showProblem(problem);
  }
}

async function search() {
  const query = /** @type {HTMLInputElement} */ (byId('query')).value.trim();
  byId('resultaat').hidden = true;
  byId('gevonden').textContent = '';
  byId('bewaard').textContent = '';
  try {
    /** @type {import('json').Person} */
    const found = await call('POST', '/api/staff/persons', {query});
    shown = query;
    clearErrors();
    show(found);
  } catch (problem) {
    showProblem(problem);
  }
}

/** @param {import('json').Person} found */
function show(found) {
  byId('verzendingen-rijen').replaceChildren();
  byId('berichten-rijen').replaceChildren();
  add('verzendingen', found.transfers, transferRow);
  add('berichten', found.letters, letterRow);
  byId('adresboeken-rijen').replaceChildren(...found.contacts.map(contactRow));
  byId('adresboeken-leeg').hidden = found.contacts.length > 0;
  byId('adresboeken-deel').hidden = found.contacts.length === 0;
  byId('account-leeg').hidden = found.accounts.length > 0 || found.department !== null;
  byId('afdeling').hidden = found.department === null;
  byId('afdeling').textContent = text('inspectie-persoon.department', {name: found.department ?? ''});
  byId('accounts').replaceChildren(...found.accounts.map(accountItem));
  /** @type {HTMLAnchorElement} */ (byId('eerder-link')).href = `/inspectie/logboek?subject=${found.pseudonym}`;
  byId('resultaat').hidden = false;
  byId('gevonden').textContent = text('inspectie-persoon.found', {
    query: shown, transfers: count(found.transfers), letters: count(found.letters), accounts: found.accounts.length,
    contacts: found.contacts.length,
  });
}

/** @param {{items: unknown[], next: string | null}} page */
function count({items, next}) {
  return next === null ? String(items.length) : text('inspectie-persoon.moreThan', {count: items.length});
}

/**
 * @template T
 * @param {string} list @param {{items: T[], next: string | null}} page @param {(item: T) => HTMLElement} line
 */
function add(list, {items, next}, line) {
  byId(`${list}-rijen`).append(...items.map(line));
  const none = byId(`${list}-rijen`).childElementCount === 0;
  byId(`${list}-leeg`).hidden = !none;
  byId(`${list}-tabel`).hidden = none;
  byId(`${list}-meer`).hidden = next === null;
  byId(`${list}-meer`).dataset.after = next ?? '';
}

/** @template T @param {string} list @param {string} path @param {(item: T) => HTMLElement} line */
function enableMore(list, path, line) {
  byId(`${list}-meer`).addEventListener('click', async () => {
    const rows = byId(`${list}-rijen`);
    const before = rows.childElementCount;
    try {
      /** @type {{items: T[], next: string | null}} */
      const page = await call('POST', `/api/staff/persons/${path}`,
          {query: shown, after: byId(`${list}-meer`).dataset.after});
      add(list, page, line);
      clearErrors();
      const first = /** @type {HTMLElement | undefined} */ (rows.children[before]);
      first?.setAttribute('tabindex', '-1');
      first?.focus();
    } catch (problem) {
      showProblem(problem);
    }
  });
}
