/**
 * The page on which a beheerder makes the accounts those of a list: first the plan, then exactly that plan.
 */

import {changesNothing, showPlan} from '../administration/list-plan.js';
import {call} from '../shared/api.js';
import {readCsvFile} from '../shared/chosen-list.js';
import {saveCsv} from '../shared/csv-file.js';
import {byId, element, enablePrint, showState} from '../shared/dom.js';
import {clearErrors} from '../shared/errors.js';
import {runFormAction} from '../shared/form-submission.js';
import {Problem} from '../shared/problem.js';
import {openStaffPage} from '../shared/staff-page.js';
import {cell, row} from '../shared/table.js';
import {text} from '../shared/texts.js';

const IMPORT = '/api/staff/accounts/import';
/** The server tells no more mistakes of one list. */
const MOST_MISTAKES = 100;

/** The list of the plan that is shown, as it is sent again. @type {import('json').AccountListInput | null} */
let list = null;
/** @type {import('json').FirstPassword[]} */
let passwords = [];
let local = true;

/** @param {string} key @param {Record<string, string | number>} [values] */
const words = (key, values) => text(`inspectie-accounts-lijst.${key}`, values);
/** @param {string} id */
const box = (id) => /** @type {HTMLInputElement} */ (byId(id));

openStaffPage(({roles, signIn}) => {
  if (!roles.includes('beheerder')) {
    throw new Problem('not-found'); // as the server would answer
  }
  local = signIn === 'local';
  byId('aanmelddienst').hidden = local;
  byId('wachtwoorden-keuze').hidden = !local;
  byId('lijst-formulier').addEventListener('submit', (event) => {
    event.preventDefault();
    runFormAction(plan, 'form', mapFields);
  });
  byId('doen').addEventListener('click', () => runFormAction(carryOut, 'form', mapFields));
  byId('als-csv').addEventListener('click', () => saveCsv(words('csvName'),
      [[text('inspectie.email'), words('password')], ...passwords.map(({email, password}) => [email, password])]));
  document.querySelectorAll('[data-back], #nog-een').forEach((button) => button.addEventListener('click', again));
  enablePrint();
  return 'form';
});

function again() {
  clearErrors();
  list = null;
  passwords = [];
  byId('wachtwoorden-rijen').replaceChildren();
  box('csv').value = '';
  showState('form');
}

async function plan() {
  const asked = {
    csv: await readCsvFile(), disableAbsent: box('sluiten').checked, passwords: local && box('wachtwoorden').checked,
  };
  /** @type {import('json').AccountPlan} */
  const found = await call('POST', `${IMPORT}/plan`, asked);
  list = {...asked, digest: found.digest};
  showPlan(found, asked);
  byId('doen').hidden = changesNothing(found, asked);
  showState('plan');
}

async function carryOut() {
  byId('bezig').textContent = words('busy');
  /** @type {import('json').AccountsImported} */
  let done;
  try {
    done = await call('POST', IMPORT, list ?? {});
  } catch (problem) {
    showState('form'); // with the file that was chosen, to look again
    throw problem instanceof Problem && problem.code === 'network' ? new Problem('import-unknown') : problem;
  } finally {
    byId('bezig').textContent = '';
  }
  list = null;
  passwords = done.passwords;
  byId('gedaan').textContent = words(passwords.length > 0 ? 'doneWithPasswords' : 'done', {count: passwords.length});
  byId('wachtwoorden-deel').hidden = passwords.length === 0;
  byId('nog-zonder').hidden = done.withoutPassword === 0;
  byId('nog-zonder').textContent = words('stillWithout', {count: done.withoutPassword});
  byId('wachtwoorden-rijen').replaceChildren(...passwords.map(({email, password}) => row(
      cell(text('inspectie.email'), email, 'rc-wrap'),
      cell(words('password'), element('span', {class: 'rc-code-word'}, password)))));
  showState('done');
}

/**
 * Gives mistakes of a list sentences of their own, with one line above them that says what to do.
 * @param {import('json').FieldError[]} errors
 */
function mapFields(errors) {
  if (!errors.some(({line}) => line !== undefined)) {
    return errors.map(({field, code}) => ({field, code: code === 'too-many' ? 'too-many-people' : code}));
  }
  return [{field: 'csv', code: 'rows'}, ...(errors.length >= MOST_MISTAKES ? [{field: 'list.csv', code: 'more'}] : []),
    ...errors.map((error) => ({...error, field: `list.${error.field}`}))];
}
