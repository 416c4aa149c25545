/**
 * The first form: an outsider fills in who they are and for whom the documents are.
 */

import {showSuggestion, suggestAfterChange} from '../shared/address-suggestion.js';
import {isSameAddress} from '../shared/address-warnings.js';
import {call} from '../shared/api.js';
import '../shared/back-forward-cache.js';
import {askConfirmation} from '../shared/confirm.js';
import {byId} from '../shared/dom.js';
import {looksLikeEmail} from '../shared/email-address.js';
import {clearErrors, showFieldErrors, showProblem} from '../shared/errors.js';
import {prefill} from '../shared/prefill.js';
import {recallDetails, rememberDetails} from '../shared/sender-details.js';
import {language, text} from '../shared/texts.js';

const form = /** @type {HTMLFormElement} */ (byId('gegevens'));
const inputs = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input')]);
const button = /** @type {HTMLButtonElement} */ (form.querySelector('[type=submit]'));
let busy = false;

const kept = recallDetails();
inputs.forEach((field) => {
  prefill(field, kept?.[field.name] ?? '');
  if (field.inputMode === 'email') {
    suggestAfterChange(field);
  }
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  send();
});

byId('geen-contact').addEventListener('click', (event) => {
  const {name, email} = /** @type {HTMLElement} */ (event.currentTarget).dataset;
  input('contact.name').value = name ?? '';
  input('contact.email').value = email ?? '';
  showSuggestion(input('contact.email'));
  byId('geen-contact-gedaan').textContent = text('gegevens.noContactDone');
});

async function send() {
  if (busy) {
    return;
  }
  const values = Object.fromEntries(inputs.map(({name, value}) => [name, value.trim()]));
  const errors = findErrors(values);
  if (errors.length > 0) {
    showFieldErrors(errors);
    return;
  }
  clearErrors();
  const email = values['contact.email'];
  const same = isSameAddress(values['sender.email'], email);
  const question = {title: text('gegevens.sameTitle'), words: text('gegevens.sameText', {email}),
      yes: text('gegevens.sameYes')};
  if (same && !await askConfirmation(question)) {
    input('contact.email').focus();
    return;
  }
  showBusy(true);
  try {
    /** @type {import('json').Submission} */
    const {delayed} = await call('POST', '/api/submissions', {
      sender: {
        name: values['sender.name'],
        email: values['sender.email'],
        ...(values['sender.organisation'] && {organisation: values['sender.organisation']}),
        ...(values['sender.phone'] && {phone: values['sender.phone']}),
      },
      contact: {name: values['contact.name'], email: values['contact.email']},
      language,
    });
    rememberDetails(delayed ? {...values, delayed: String(delayed)} : values);
    location.assign('/controleer-uw-email');
  } catch (problem) {
    showProblem(problem);
  } finally {
    showBusy(false);
  }
}

/** @param {Record<string, string>} values @returns {import('json').FieldError[]} */
function findErrors(values) {
  return inputs.filter(({required}) => required).flatMap(({name, inputMode}) => {
    if (values[name] === '') {
      return [{field: name, code: 'required'}];
    }
    return inputMode === 'email' && !looksLikeEmail(values[name]) ? [{field: name, code: 'invalid', fault: 'at'}] : [];
  });
}

/** @param {string} name */
function input(name) {
  return /** @type {HTMLInputElement} */ (byId(name));
}

/** @param {boolean} on */
function showBusy(on) {
  busy = on;
  button.setAttribute('aria-disabled', String(on));
  button.textContent = text(on ? 'common.wait' : 'common.next');
}
