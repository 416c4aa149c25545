/**
 * The page on which a beheerder looks after accounts and departments.
 */

import {fillForm, readEmail, readForm} from '../administration/account-form.js';
import {showAccounts} from '../administration/account-list.js';
import {call} from '../shared/api.js';
import {askConfirmation} from '../shared/confirm.js';
import {byId, element} from '../shared/dom.js';
import {clearErrors, showProblem} from '../shared/errors.js';
import {Problem} from '../shared/problem.js';
import {openStaffPage} from '../shared/staff-page.js';
import {text} from '../shared/texts.js';

/** @typedef {import('json').StaffAccount} Account */

/** @type {import('json').StaffAccounts} */
let found = {items: [], departments: []};
/** The account in the form. @type {Account | null} */
let shown = null;
let local = true;

/** @param {string} key @param {Record<string, string | number>} [values] */
const words = (key, values) => text(`inspectie-accounts.${key}`, values);

openStaffPage(async ({roles, signIn}) => {
  if (!roles.includes('beheerder')) {
    throw new Problem('not-found');
  }
  local = signIn === 'local';
  byId('zoeken').addEventListener('submit', (event) => {
    event.preventDefault();
    showAccounts(found.items, local, open);
  });
  byId('woorden').addEventListener('input', () => showAccounts(found.items, local, open));
  byId('nieuw').addEventListener('click', () => open(null));
  byId('annuleer').addEventListener('click', close);
  byId('account-formulier').addEventListener('submit', (event) => {
    event.preventDefault();
    attempt(save);
  });
  byId('afdeling-formulier').addEventListener('submit', (event) => {
    event.preventDefault();
    attempt(addDepartment);
  });
  await load();
});

async function load() {
  found = await call('GET', '/api/staff/accounts');
  showAccounts(found.items, local, open);
}

/** @param {Account | null} account */
function open(account) {
  shown = account;
  clearErrors();
  fillForm(account, found.departments, local);
  byId('account-formulier').hidden = account !== null && !account.enabled;
  byId('account-deel').hidden = false;
  byId('doen').hidden = account === null;
  byId('doen-knoppen').replaceChildren(...(account ? acts(account) : []).map(([act, confirm]) => {
    const button = element('button', {class: 'utrecht-button utrecht-button--secondary-action', type: 'button'},
        words(act));
    button.addEventListener('click', () => attempt(() => perform(act, confirm)));
    return button;
  }));
  byId('account-titel').focus();
}

/** Returns the acts for this account, and if the page asks first. @param {Account} account @returns {[string, boolean][]} */
function acts({enabled, own}) {
  if (!enabled) {
    return [['enable', false]];
  }
  return [['sign-out', true], ['unlock', false], ...(local ? /** @type {[string, boolean][]} */ ([['password', true]])
    : /** @type {[string, boolean][]} */ ([['unlink', true]])),
  ...(own ? [] : /** @type {[string, boolean][]} */ ([['disable', true]]))];
}

function close() {
  byId('account-deel').hidden = true;
  byId('lijst').tabIndex = -1;
  byId('lijst').focus();
}

/** @param {() => Promise<void>} action */
async function attempt(action) {
  try {
    await action();
  } catch (problem) {
    showProblem(problem);
  }
}

async function save() {
  const email = readEmail();
  if (shown === null) {
    done('added', await call('POST', '/api/staff/accounts', {email, ...readForm()}));
  } else {
    await call('POST', `/api/staff/accounts/${shown.id}`, readForm());
    if (email !== shown.email) {
      await call('POST', `/api/staff/accounts/${shown.id}/address`, {email});
    }
    done('saved');
  }
  await load();
}

/** @param {string} act @param {boolean} confirm */
async function perform(act, confirm) {
  const name = shown?.name ?? '';
  if (!confirm || await askConfirmation({
    title: words(`${act}Title`, {name}), words: words(`${act}Words`, {name}), yes: words(act),
  })) {
    done(`${act}Done`, await call('POST', `/api/staff/accounts/${shown?.id}/${act}`, {}));
    await load();
  }
}

async function addDepartment() {
  const [name, email] = ['departmentName', 'departmentEmail'].map((id) =>
    /** @type {HTMLInputElement} */ (byId(id)));
  await call('POST', '/api/staff/departments', {departmentName: name.value, departmentEmail: email.value});
  [name, email].forEach((one) => { one.value = ''; });
  done('departmentAdded');
  await load();
}

/**
 * Shows the result; a new password is shown only this once. @param {string} key @param {{password?: string | null}}
 * [answer]
 */
function done(key, answer) {
  clearErrors();
  close();
  byId('gedaan').textContent = words(answer?.password ? 'passwordOnce' : key, {name: shown?.name ?? ''});
  byId('wachtwoord').textContent = answer?.password ?? '';
  byId('wachtwoord').hidden = !answer?.password;
  byId('gedaan').scrollIntoView({block: 'center'});
}
