import {call, forTransfer, Problem} from '../shared/api.js';
import {parseCode} from './code-digits.js';
import {announce, byId, showState} from '../shared/dom.js';
import {clearErrors, showFieldErrors, showFieldWords, showMessage, showProblem} from '../shared/errors.js';
import {duration} from '../shared/format.js';
import {showCodeStatus} from './sms-code-status.js';
import {text} from '../shared/texts.js';

const field = /** @type {HTMLInputElement} */ (byId('sms-code'));
const again = /** @type {HTMLButtonElement} */ (byId('sms-code-opnieuw'));

/** @type {string | null} */
let transfer = null;
let ticking = 0;
let busy = false;
/** True while there is a code that can be used; another one takes its place. */
let working = true;

/** Outsiders: the code that came by text message. @param {() => Promise<void>} then when it was right */
export function enableSmsCode(then) {
  field.addEventListener('input', () => { field.value = parseCode(field.value); });
  byId('sms-code-formulier').addEventListener('submit', (event) => {
    event.preventDefault();
    once(() => enter(then));
  });
  again.addEventListener('click', () => {
    if (again.getAttribute('aria-disabled') !== 'true') {
      once(resend);
    }
  });
}

/** Shows where the code went, and asks for it. @param {string | null} of the transfer that it opens */
export async function askSmsCode(of) {
  transfer = of;
  const status = await call('GET', forTransfer('/api/sessions/code', transfer));
  if (status.locked) {
    showState('sms-code-locked');
    return;
  }
  showStatus(status);
  showState('sms-code');
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
    await wrong(problem);
    return;
  }
  clearErrors();
  field.value = '';
  clearInterval(ticking);
  await then();
}

/** @param {unknown} problem */
async function wrong(problem) {
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
    const answer = await call('POST', forTransfer('/api/sessions/code/resend', transfer), {});
    clearErrors();
    byId('sms-code-gedaan').textContent = text('ontvangcode.sent', {ending: answer.numberEnding});
    showStatus(await call('GET', forTransfer('/api/sessions/code', transfer)));
  } catch (problem) {
    if (problem instanceof Problem && problem.code === 'code-locked') {
      showState('sms-code-locked');
      return;
    }
    pause(problem instanceof Problem ? problem.details.retryAfter ?? 0 : 0);
    throw problem;
  }
}

/** @param {{numberEnding: string, codeUntil: string | null, retryAfter: number}} status */
function showStatus({numberEnding: ending, codeUntil, retryAfter}) {
  showCodeStatus(ending, codeUntil);
  working = Boolean(codeUntil);
  pause(retryAfter);
}

function mayAsk() {
  return working ? text('ontvangcode.may') : text('ontvangcode.mayFirst');
}

/** @param {number} seconds until another code may be asked for */
function pause(seconds) {
  clearInterval(ticking);
  const end = Date.now() + seconds * 1000;
  const tick = () => {
    const left = Math.ceil((end - Date.now()) / 1000);
    again.setAttribute('aria-disabled', String(left > 0));
    byId('sms-code-wacht').textContent = left > 0
      ? text('ontvangcode.wait', {time: duration(left)}) : mayAsk();
    if (left <= 0) {
      clearInterval(ticking);
    }
    return left;
  };
  if (tick() > 0) {
    ticking = setInterval(() => {
      if (tick() <= 0) {
        announce(mayAsk());
      }
    }, 1000);
  }
}

/** One at a time, and every problem is shown. @param {() => Promise<void>} action */
async function once(action) {
  if (busy) {
    return;
  }
  busy = true;
  try {
    await action();
  } catch (problem) {
    showProblem(problem);
  } finally {
    busy = false;
  }
}
