/**
 * The list of accounts, and the search in it.
 */

import {byId, element} from '../shared/dom.js';
import {cell, row} from '../shared/table.js';
import {text} from '../shared/texts.js';

/** @typedef {import('json').StaffAccount} Account */

/** The most rows at once; the search narrows them down. */
const MOST = 100;

/** @param {string} key @param {Record<string, string | number>} [values] */
const words = (key, values) => text(`inspectie-accounts.${key}`, values);

/**
 * Shows the accounts that have all the words of the search somewhere.
 * @param {Account[]} accounts @param {boolean} local people sign in with passwords of this portal
 * @param {(account: Account) => void} open shows one to change it
 */
export function showAccounts(accounts, local, open) {
  const asked = /** @type {HTMLInputElement} */ (byId('woorden')).value.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = accounts.filter((one) => {
    const all = [one.name, one.email, ...one.roles, ...one.departments, state(one, local)].join(' ').toLowerCase();
    return asked.every((word) => all.includes(word));
  });
  byId('aantal').textContent = fitting.length > MOST
    ? words('countMore', {most: MOST, count: fitting.length}) : words('count', {count: fitting.length});
  byId('lijst-tabel').hidden = fitting.length === 0;
  byId('rijen').replaceChildren(...fitting.slice(0, MOST).map((account) => line(account, local, open)));
}

/** @param {Account} account @param {boolean} local @param {(account: Account) => void} open */
function line(account, local, open) {
  const change = element('button', {
    'class': 'utrecht-button utrecht-button--subtle', 'type': 'button',
    'aria-label': words('changeOf', {name: account.name}),
  }, words('change'));
  change.addEventListener('click', () => open(account));
  return row(
      cell(words('name'), element('span', {}, account.name,
          element('span', {class: 'rc-line rc-wrap'}, account.email)), 'rc-words'),
      cell(text('inspectie.roles'), account.roles.map((role) => text(`inspectie.role-${role}`)).join(', ') || '–',
          'rc-words'),
      cell(text('inspectie.departments'), account.departments.join(', ') || '–', 'rc-wrap'),
      cell(text('inspectie.state'), state(account, local)),
      cell(words('acts'), change));
}

/** @param {Account} account @param {boolean} local */
function state({enabled, hasPassword}, local) {
  return words(!enabled ? 'closed' : local && !hasPassword ? 'noPassword' : 'open');
}
