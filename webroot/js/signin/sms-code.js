/**
 * The form in which outsiders enter the code that came by text message, and ask for another one.
 */

import {call, forTransfer} from '../shared/api.js';
import {announce, byId, showState} from '../shared/dom.js';
import {clearErrors, showFieldErrors, showFieldWords, showMessage} from '../shared/errors.js';
import {exclusive} from '../shared/exclusive.js';
import {counted, duration, size} from '../shared/format.js';
import {Problem} from '../shared/problem.js';
import {text} from '../shared/texts.js';
import {parseCode} from './code-digits.js';
import {showCodeStatus} from './sms-code-status.js';

/** @typedef {import('json').CodeStatus} CodeStatus */

const field = /** @type {HTMLInputElement} */ (byId('sms-code'));
const again = /** @type {HTMLButtonElement} */ (byId('sms-code-opnieuw'));

/** @type {string | null} */
let transfer = null;
let countdown = 0;
/** True while a code can be used; another one replaces it. */
let usable = true;
let reachable = true; // not a person to whom an employee reads the code out

/** @param {() => Promise<void>} then runs after the right code */
export function enableSmsCode(then) {
  const run = exclusive((/** @type {() => Promise<void>} */ action) => action());
  field.addEventListener('input', () => { field.value = parseCode(field.value); });
  byId('sms-code-formulier').addEventListener('submit', (event) => {
    event.preventDefault();
    run(() => enter(then));
  });
  again.addEventListener('click', () => {
    if (again.getAttribute('aria-disabled') !== 'true') {
      run(resend);
    }
  });
}

/**
 * Shows the number to which the code went, and the field for it.
 * @param {string | null} of the transfer that it opens
 */
export async function askSmsCode(of) {
  transfer = of;
  const status = await readStatus();
  if (status.locked) {
    showState('sms-code-locked');
    return;
  }
  showStatus(status);
  showState('sms-code');
}

/** @returns {Promise<CodeStatus>} */
function readStatus() {
  return call('GET', forTransfer('/api/sessions/code', transfer));
}

/** @param {() => Promise<void>} then */
async function enter(then) {
  if (field.value.length !== 6) {
    showFieldErrors([{field: 'sms-code', code: field.value === '' ? 'required' : 'invalid'}]);
    return;
  }
  try {
    await call('POST', forTransfer('/api/sessions/code', transfer), {code: field.value});
  } catch (problem) {
    field.value = '';
    await showRefused(problem);
    return;
  }
  clearErrors();
  field.value = '';
  clearInterval(countdown);
  await then();
}

/** @param {unknown} problem */
async function showRefused(problem) {
  const code = problem instanceof Problem ? problem.code : '';
  if (problem instanceof Problem && code === 'code-wrong') {
    showFieldWords('sms-code', problem.words);
  } else if (code === 'code-unusable') {
    await askSmsCode(transfer);
    showMessage(text('ontvangcode.unusable'));
  } else if (code === 'code-locked') {
    clearErrors();
    showState('sms-code-locked');
  } else {
    throw problem;
  }
}

async function resend() {
  byId('sms-code-gedaan').textContent = '';
  try {
    /** @type {import('json').ResentCode} */
    const answer = await call('POST', forTransfer('/api/sessions/code/resend', transfer), {});
    clearErrors();
    byId('sms-code-gedaan').textContent = text('ontvangcode.sent', {ending: answer.numberEnding});
    showStatus(await readStatus());
  } catch (problem) {
    if (problem instanceof Problem && problem.code === 'code-locked') {
      showState('sms-code-locked');
      return;
    }
    startCountdown(problem instanceof Problem ? problem.details.retryAfter ?? 0 : 0);
    throw problem;
  }
}

/** @param {CodeStatus} status */
function showStatus({numberEnding: ending, codeUntil, means, retryAfter, documentCount, size: bytes}) {
  byId('sms-code-omvang').textContent = text('ontvangcode.amount',
      {documents: counted('document', documentCount), size: size(bytes)});
  reachable = Boolean(ending);
  showCodeStatus(ending, codeUntil, means);
  usable = Boolean(codeUntil);
  startCountdown(retryAfter);
}

function mayAskWords() {
  return !reachable ? text('ontvangcode.callUs') : usable ? text('ontvangcode.may') : text('ontvangcode.mayFirst');
}

/** @param {number} seconds until another code may be asked for */
function startCountdown(seconds) {
  clearInterval(countdown);
  const end = Date.now() + seconds * 1000;
  const update = () => {
    const left = Math.ceil((end - Date.now()) / 1000);
    again.setAttribute('aria-disabled', String(left > 0));
    byId('sms-code-wacht').textContent = left > 0 ? text('ontvangcode.wait', {time: duration(left)}) : mayAskWords();
    if (left <= 0) {
      clearInterval(countdown);
    }
    return left;
  };
  if (update() > 0) {
    countdown = setInterval(() => {
      if (update() <= 0) {
        announce(mayAskWords());
      }
    }, 1000);
  }
}
