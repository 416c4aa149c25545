/**
 * The sign-in of staff: address and password, then the code that comes by text message; or the identity provider.
 */

import {call} from '../shared/api.js';
import '../shared/back-forward-cache.js';
import {byId, showState} from '../shared/dom.js';
import {clearErrors, showFieldErrors, showFieldWords, showMessage} from '../shared/errors.js';
import {exclusive} from '../shared/exclusive.js';
import {Problem} from '../shared/problem.js';
import {text} from '../shared/texts.js';
import {parseCode} from './code-digits.js';

// These fields are missing where an identity provider signs people in.
const email = /** @type {HTMLInputElement} */ (byId('email'));
const password = /** @type {HTMLInputElement} */ (byId('password'));
const code = /** @type {HTMLInputElement} */ (byId('code'));

/**
 * @param {() => Promise<void>} then runs after a sign-in on this page
 * @param {() => string} [back] the page to which the provider returns
 */
export function enableSignIn(then, back = () => '/inspectie') {
  let again = '';
  document.querySelectorAll('[data-again]').forEach((button) => button.addEventListener('click', () => {
    clearErrors();
    again = '&opnieuw=ja';
    showState('sign-in');
  }));
  const provider = /** @type {HTMLAnchorElement | null} */ (document.querySelector('[data-provider]'));
  if (provider) {
    provider.addEventListener('click', () => {
      provider.search = `?naar=${encodeURIComponent(back())}${again}`;
    });
    return;
  }
  onSubmit('aanmelden', () => signIn());
  code.addEventListener('input', () => { code.value = parseCode(code.value); });
  onSubmit('code-formulier', () => enterCode(then));
  byId('toon').addEventListener('click', (event) => {
    const button = /** @type {HTMLElement} */ (event.currentTarget);
    const shown = password.type === 'text';
    password.type = shown ? 'password' : 'text';
    button.textContent = (shown ? button.dataset.show : button.dataset.hide) ?? '';
  });
}

/** @param {string} form @param {() => Promise<void>} action */
function onSubmit(form, action) {
  const submit = exclusive(async () => {
    clearErrors(); // they belong to the previous try
    await action();
  });
  byId(form).addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
}

async function signIn() {
  const missing = [email, password].filter(({value}) => value.trim() === '');
  if (missing.length > 0) {
    showFieldErrors(missing.map(({id}) => ({field: id, code: 'required'})));
    return;
  }
  /** @type {import('json').CodeSent} */
  const answer = await call('POST', '/api/staff/sign-in', {email: email.value.trim(), password: password.value});
  password.value = '';
  password.type = 'password';
  byId('toon').textContent = text('aanmelden.showPassword');
  code.value = '';
  byId('code-naar').textContent = text('aanmelden.codeText', {ending: answer.numberEnding});
  showState('code');
  code.focus();
}

/** @param {() => Promise<void>} then */
async function enterCode(then) {
  const digits = parseCode(code.value);
  if (!/^\d{6}$/.test(digits)) {
    showFieldErrors([{field: 'code', code: digits === '' ? 'required' : 'invalid'}]);
    return;
  }
  try {
    await call('POST', '/api/staff/code', {code: digits});
  } catch (problem) {
    code.value = '';
    if (problem instanceof Problem && problem.code === 'code-wrong') {
      showFieldWords('code', problem.words);
      return;
    }
    if (problem instanceof Problem && problem.code === 'code-unusable') {
      showState('sign-in');
      showMessage(problem.words);
      return;
    }
    throw problem;
  }
  code.value = '';
  await then();
}
