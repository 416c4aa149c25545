/** The form of one account: its values, and the request that saves them. */

import {byId, element} from '../shared/dom.js';
import {text} from '../shared/texts.js';

/** @typedef {import('json').StaffAccount} Account */

/** @param {string} id */
const field = (id) => /** @type {HTMLInputElement} */ (byId(id));

/**
 * Shows an account, or an empty form for a new one.
 * @param {Account | null} account @param {{email: string, name: string}[]} departments @param {boolean} local people
 * sign in with passwords of this portal
 */
export function fillForm(account, departments, local) {
  field('name').value = account?.name ?? '';
  field('email').value = account?.email ?? '';
  field('mobile').value = '';
  byId('mobile-uitleg').textContent = account?.numberEnding
    ? text('inspectie-accounts.mobileKnown', {ending: account.numberEnding}) : text('inspectie-accounts.mobileHint');
  roles().forEach((box) => {
    box.checked = account ? account.roles.some((role) => role === box.value) : box.value === 'medewerker';
    box.disabled = account?.own === true && box.value === 'beheerder';
  });
  byId('afdelingen').hidden = departments.length === 0;
  byId('afdelingen-lijst').replaceChildren(...departments.map(({email, name}) => {
    const box = element('input', {type: 'checkbox', name: 'departments', value: email});
    /** @type {HTMLInputElement} */ (box).checked = account?.departments.includes(email) ?? false;
    return element('label', {class: 'rc-choice'}, box, ` ${name} (${email})`);
  }));
  byId('aanmelddienst').hidden = local;
  byId('account-titel').textContent = account
    ? text('inspectie-accounts.changeTitle', {name: account.name}) : text('inspectie-accounts.newAccount');
}

/** Returns the form as the server reads it. */
export function readForm() {
  /** @param {string} name */
  const chosen = (name) => /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll(`[name="${name}"]`)])
      .filter((box) => box.checked).map((box) => box.value);
  return {
    name: field('name').value, mobile: field('mobile').value, roles: chosen('roles'),
    departments: chosen('departments'),
  };
}

/** The address that the form says. */
export function readEmail() {
  return field('email').value.trim();
}

function roles() {
  return /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll('[name="roles"]')]);
}
