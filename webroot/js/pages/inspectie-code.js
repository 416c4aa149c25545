/**
 * The page on which a member of staff gives a recipient a code on the phone: ask a colleague, wait, read the code out.
 */

import {call} from '../shared/api.js';
import {byId, fill} from '../shared/dom.js';
import {clearErrors, showProblem} from '../shared/errors.js';
import {party, shortMoment} from '../shared/format.js';
import {Problem} from '../shared/problem.js';
import {openStaffPage} from '../shared/staff-page.js';
import {text} from '../shared/texts.js';

/** @typedef {import('json').ReadOut} ReadOut */

/** In ms: a colleague presses the button while somebody waits on the phone. */
const PAUSE = 4_000;

const [, , , transfer = '', , recipient = ''] = location.pathname.split('/').map(encodeURIComponent);
const path = `/api/staff/transfers/${transfer}/read-outs`;
const ask = /** @type {HTMLButtonElement} */ (byId('vragen'));
const show = /** @type {HTMLButtonElement} */ (byId('tonen'));

/** @param {string} key @param {Record<string, string>} [values] */
const words = (key, values) => text(`inspectie-code.${key}`, values);

/** @type {ReadOut | undefined} */
let now;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let next;

openStaffPage(async () => {
  /** @type {import('json').Dossier} */
  const dossier = await call('GET', `/api/staff/transfers/${transfer}`);
  const one = dossier.recipients.find(({id}) => id === recipient);
  if (!one || !dossier.decides) {
    throw new Problem('not-found');
  }
  /** @type {HTMLAnchorElement} */ (byId('terug')).href = `/inspectie/verzending/${transfer}`;
  fill({recipient: party(one), number: dossier.number});
  ask.addEventListener('click', () => attempt(async () => {
    await call('POST', path, {recipient});
    await look();
  }));
  show.addEventListener('click', () => attempt(read));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && now?.state === 'asked') {
      attempt(look);
    }
  });
  await look();
});

/** Shows how it stands, and looks again while a colleague may answer. */
async function look() {
  clearTimeout(next);
  /** @type {import('json').ReadOuts} */
  const {items} = await call('GET', path);
  now = items.find((one) => one.recipient === recipient);
  const state = now?.state;
  const shown = words(`state-${state ?? 'none'}`, {by: now?.approvedBy ?? '', time: now ? shortMoment(now.until) : ''});
  if (byId('stand').textContent !== shown) {
    byId('stand').textContent = shown;
  }
  ask.hidden = state === 'asked' || state === 'approved';
  show.hidden = state !== 'approved';
  if (state === 'asked' && document.visibilityState === 'visible') {
    next = setTimeout(() => attempt(look), PAUSE);
  }
}

/** The server tells the code once; the page forgets it when it stops working. */
async function read() {
  /** @type {import('json').ReadOutCode} */
  const {code, until} = await call('POST', `${path}/show`, {readOut: now?.id});
  byId('code').textContent = `${code.slice(0, 3)} ${code.slice(3)}`;
  byId('code-tijd').textContent = words('until', {time: shortMoment(until)});
  setTimeout(() => {
    byId('code').textContent = '';
    byId('code-tijd').textContent = words('gone');
  }, Math.max(0, Date.parse(until) - Date.now()));
  await look();
}

/** @param {() => Promise<void>} action */
async function attempt(action) {
  ask.disabled = true;
  show.disabled = true;
  try {
    await action();
    clearErrors();
  } catch (problem) {
    showProblem(problem);
  }
  ask.disabled = false;
  show.disabled = false;
}
