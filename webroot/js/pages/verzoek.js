import {call} from '../shared/api.js';
import {runFormAction} from '../shared/form-submission.js';
import {byId, fill, showState} from '../shared/dom.js';
import {clearErrors, showFieldErrors} from '../shared/errors.js';
import {openStaffPage} from '../shared/staff-page.js';
import {suggestAfterChange} from '../shared/address-suggestion.js';
import {language, text} from '../shared/texts.js';
import {check, choose, empty, mapFields, read} from '../request/form.js';
import {showPreview} from '../request/preview.js';

const LIST = '/api/staff/requests/csv';
/** Whoever asks for documents is seldom who should send them. */
let me = '';

/** What was looked at and will be sent. @type {Record<string, any>} */
let body = {};

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

openStaffPage(({email}) => {
  me = email;
  return 'form';
});

async function preview() {
  body = await read();
  const errors = check(body);
  if (errors.length > 0) {
    showFieldErrors(errors);
    return;
  }
  if (body.to) {
    const {addresses} = await call('POST', '/api/staff/addresses/check', {emails: [body.to.email]});
    body.to.email = addresses[0].email; // as it will be used
    showPreview(body, addresses, me);
  } else {
    const {rows, errors: found, skipped} = await call('POST', `${LIST}?check=true`, body);
    if (found.length > 0) {
      showFieldErrors(mapFields(found));
      return;
    }
    showPreview(body, rows, me, skipped);
  }
  showState('look');
}

async function send() {
  const answer = await call('POST', body.to ? '/api/staff/requests' : LIST, body);
  fill({done: body.to
    ? text('verzoek.doneOne', {name: body.to.name, email: body.to.email})
    : text('verzoek.doneMany', {count: answer.ids.length})});
  showState('done');
}
