/**
 * The page on which staff look after the address book of their department, or their own.
 */

import {showContacts} from '../contacts/contact-list.js';
import {suggestAfterChange} from '../shared/address-suggestion.js';
import {call} from '../shared/api.js';
import {askConfirmation} from '../shared/confirm.js';
import {CONTACTS, readBook, showBooks} from '../shared/contacts.js';
import {readCsvFile} from '../shared/chosen-list.js';
import {byId} from '../shared/dom.js';
import {clearErrors, showFieldErrors, showProblem} from '../shared/errors.js';
import {Problem} from '../shared/problem.js';
import {openStaffPage} from '../shared/staff-page.js';
import {isolated, text} from '../shared/texts.js';

/** @typedef {import('json').Contact} Contact */

const PARTS = /** @type {const} */ (['name', 'organisation', 'email', 'mobile']);

/** @type {import('json').Contacts} */
let found = {departments: [], items: []};
/** The contact in the form; null for a new one. @type {Contact | null} */
let shown = null;

/** @param {string} key @param {Record<string, string | number>} [values] */
const words = (key, values) => text(`inspectie-adresboek.${key}`, values);
/** @param {string} id */
const field = (id) => /** @type {HTMLInputElement} */ (byId(id));

openStaffPage(async ({roles}) => {
  if (!roles.includes('medewerker')) {
    throw new Problem('not-found'); // as the server would answer
  }
  byId('woorden').addEventListener('input', show);
  byId('nieuw').addEventListener('click', () => open(null));
  byId('annuleer').addEventListener('click', () => close('nieuw'));
  suggestAfterChange(field('email'));
  onSubmit('zoeken', async () => show());
  onSubmit('contact-formulier', save);
  onSubmit('lijst-formulier', addList);
  await load();
  showBooks(found.departments);
});

async function load() {
  found = await call('GET', CONTACTS);
  show();
}

function show() {
  showContacts(found.items, new Set(found.items.map(({department}) => department)).size > 1, open,
      (contact) => attempt(() => remove(contact)));
}

/** @param {Contact | null} contact */
function open(contact) {
  shown = contact;
  clearErrors();
  PARTS.forEach((part) => { field(part).value = contact?.[part] ?? ''; });
  field('taal').value = contact?.language ?? '';
  document.querySelectorAll('[data-suggestion]').forEach((place) => place.replaceChildren());
  byId('contact-uitleg').hidden = contact === null;
  byId('contact-titel').textContent = contact ? words('changeTitle', {name: isolated(contact.name)}) : words('newTitle');
  byId('contact-deel').hidden = false;
  byId('contact-titel').focus();
}

/** @param {string} next what gets the focus */
function close(next) {
  clearErrors();
  byId('contact-deel').hidden = true;
  byId(next).focus();
}

async function save() {
  const missing = ['name', 'email'].filter((part) => field(part).value.trim() === '');
  if (missing.length > 0) {
    showFieldErrors(missing.map((part) => ({field: part, code: 'required'})));
    return;
  }
  const card = {...Object.fromEntries(PARTS.map((part) => [part, field(part).value.trim()])),
    language: field('taal').value};
  const name = isolated(field('name').value.trim());
  if (shown) {
    await call('PUT', `${CONTACTS}/${shown.id}`, card);
    say('saved', {name});
  } else {
    /** @type {import('json').ContactSaved} */
    const {added} = await call('POST', CONTACTS, {...card, ...readBook()});
    say(added ? 'added' : 'updated', {name});
  }
  close('lijst');
  await load();
}

/** @param {Contact} contact */
async function remove({id, name}) {
  const values = {name: isolated(name)};
  if (await askConfirmation({title: words('removeTitle'), words: words('removeWords', values), yes: words('remove')})) {
    await call('POST', `${CONTACTS}/${id}/removal`, {});
    say('removed', values);
    close('lijst');
    await load();
  }
}

async function addList() {
  /** @type {import('json').ContactsImported} */
  const {added, changed, skipped} = await call('POST', `${CONTACTS}/csv`, {csv: await readCsvFile(), ...readBook()});
  byId('gedaan').textContent = [words('imported', {added, changed}),
    ...(skipped.length > 0 ? [words('skipped', {columns: skipped.join(', ')})] : [])].join(' ');
  field('csv').value = '';
  close('lijst');
  await load();
}

/** @param {string} form @param {() => Promise<void>} act */
function onSubmit(form, act) {
  byId(form).addEventListener('submit', (event) => {
    event.preventDefault();
    attempt(act);
  });
}

/** @param {() => Promise<void>} act */
async function attempt(act) {
  clearErrors();
  byId('gedaan').textContent = '';
  try {
    await act();
  } catch (problem) {
    const errors = problem instanceof Problem ? problem.details.errors ?? [] : [];
    if (errors.some(({line}) => line !== undefined)) {
      showFieldErrors([{field: 'csv', code: 'rows'}, ...errors]);
    } else {
      showProblem(problem);
    }
  }
}

/** @param {string} key @param {Record<string, string | number>} values */
function say(key, values) {
  byId('gedaan').textContent = words(key, values);
}
