import {call, Problem} from '../shared/api.js';
import {parseCode} from './code-digits.js';
import {byId, showState} from '../shared/dom.js';
import {clearErrors, showFieldErrors, showFieldWords, showMessage, showProblem} from '../shared/errors.js';
import '../shared/back-forward-cache.js';
import {text} from '../shared/texts.js';

// Not there where people sign in on a page of the identity provider.
const email = /** @type {HTMLInputElement} */ (byId('email'));
const password = /** @type {HTMLInputElement} */ (byId('password'));
const code = /** @type {HTMLInputElement} */ (byId('code'));

/**
 * Staff: address and password, then the code that comes by SMS; or off to the identity provider.
 * @param {() => Promise<void>} then when signed in here
 * @param {() => string} [back] the page to come back to from the provider
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
  submit('aanmelden', () => signIn());
  code.addEventListener('input', () => { code.value = parseCode(code.value); });
  submit('code-formulier', () => enterCode(then));
  byId('toon').addEventListener('click', (event) => {
    const button = /** @type {HTMLElement} */ (event.currentTarget);
    const shown = password.type === 'text';
    password.type = shown ? 'password' : 'text';
    button.textContent = (shown ? button.dataset.show : button.dataset.hide) ?? '';
  });
}

/** One submit at a time, and every problem is shown. @param {string} id @param {() => Promise<void>} action */
function submit(id, action) {
  let busy = false;
  byId(id).addEventListener('submit', async (event) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    busy = true;
    // What was wrong with the last try is no answer to this one.
    clearErrors();
    try {
      await action();
    } catch (problem) {
      showProblem(problem);
    } finally {
      busy = false;
    }
  });
}

async function signIn() {
  const missing = [email, password].filter(({value}) => value.trim() === '');
  if (missing.length > 0) {
    showFieldErrors(missing.map(({id}) => ({field: id, code: 'required'})));
    return;
  }
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
