/**
 * The page on which staff ask for documents.
 */

import {
  check, choose, empty, fillContact, fillLike, fillTemplate, mapFields, read, readContact, readTemplate,
} from '../request/form.js';
import {showPreview} from '../request/preview.js';
import {suggestAfterChange} from '../shared/address-suggestion.js';
import {call} from '../shared/api.js';
import {CONTACTS, Contacts, keepContacts} from '../shared/contacts.js';
import {byId, fill, showState} from '../shared/dom.js';
import {clearErrors, showFieldErrors} from '../shared/errors.js';
import {runFormAction} from '../shared/form-submission.js';
import {openStaffPage} from '../shared/staff-page.js';
import {Templates} from '../shared/templates.js';
import {language, text} from '../shared/texts.js';

const LIST = '/api/staff/requests/csv';
/** The person's own address: a request to oneself is probably a slip. */
let me = '';

/** The request that the preview shows. @type {import('../request/form.js').RequestBody} */
let body = {explanation: '', repeat: false};

/** @type {HTMLInputElement[]} */ ([...document.querySelectorAll('[name=many]')]).forEach((choice) =>
  choice.addEventListener('change', () => choose(choice.value === 'list')));
/** @type {HTMLSelectElement} */ (byId('taal')).value = language;
choose(/** @type {HTMLInputElement} */ (document.querySelector('[name=many]:checked')).value === 'list');
suggestAfterChange(/** @type {HTMLInputElement} */ (byId('to.email')));
byId('verzoek').addEventListener('submit', (event) => {
  event.preventDefault();
  runFormAction(preview, 'form', mapFields);
});
byId('versturen').addEventListener('click', () => runFormAction(send, 'form', mapFields));
byId('nog-een').addEventListener('click', () => {
  empty();
  showState('form');
});
document.querySelectorAll('[data-back]').forEach((button) => button.addEventListener('click', () => {
  clearErrors();
  showState('form');
}));

openStaffPage(async ({email}) => {
  me = email;
  await new Templates('request', readTemplate, fillTemplate).load();
  await new Contacts(fillContact).load();
  const earlier = new URLSearchParams(location.search).get('zoals');
  if (earlier) {
    fillLike(await call('GET', `/api/staff/transfers/${encodeURIComponent(earlier)}`));
  }
  return 'form';
});

async function preview() {
  body = await read();
  const errors = check(body);
  if (errors.length > 0) {
    showFieldErrors(errors);
    return;
  }
  let emails = body.to ? [body.to.email] : [];
  if (body.to) {
    /** @type {import('json').FamiliarAddresses} */
    const {addresses} = await call('POST', '/api/staff/addresses/check', {emails});
    body.to.email = addresses[0].email; // as the server will use it
    showPreview(body, addresses, me);
  } else {
    /** @type {import('json').CheckedList} */
    const {rows, errors: found, skipped} = await call('POST', `${LIST}?check=true`, body);
    if (found.length > 0) {
      showFieldErrors(mapFields(found));
      return;
    }
    showPreview(body, rows, me, skipped);
    emails = rows.map(({email}) => email);
  }
  await call('POST', `${CONTACTS}/look`, {emails}); // contacts in use stay in the address book
  showState('look');
}

async function send() {
  /** @type {{ids?: string[], batch?: string}} */
  const {ids = [], batch} = await call('POST', body.to ? '/api/staff/requests' : LIST, body);
  fill({done: body.to
    ? text('verzoek.doneOne', {name: body.to.name, email: body.to.email})
    : text('verzoek.doneMany', {count: ids.length})});
  byId('naar-lijst-deel').hidden = !batch;
  byId('naar-lijst').setAttribute('href', `/inspectie/lijst/${batch}`);
  showState('done');
  keepContacts(body.to ? readContact(body) : []);
}
