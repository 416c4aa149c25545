/**
 * Shows the code that a phone reads from the screen to add documents to this transfer.
 */

import {call, forTransfer} from '../shared/api.js';
import {announce, byId} from '../shared/dom.js';
import {clearErrors, showProblem} from '../shared/errors.js';
import {shortMoment} from '../shared/format.js';
import {text} from '../shared/texts.js';

const SVG = 'http://www.w3.org/2000/svg';
/** Readers need an empty edge of so many modules (ISO/IEC 18004). */
const QUIET = 4;
/** In ms: a phone continues after it has opened the code. */
const ADDS_FOR = 60 * 60_000;

/** @param {string} transfer @param {import('./server-sync.js').ServerSync} sync looks for what the phone has added */
export function enablePhoneCode(transfer, sync) {
  const button = /** @type {HTMLButtonElement} */ (byId('telefoon-code'));
  button.addEventListener('click', async () => {
    button.disabled = true;
    clearErrors();
    try {
      /** @type {import('json').PhoneLink} */
      const made = await call('POST', forTransfer('/api/transfer/phone', transfer), {});
      show(made);
      sync.expectOthers(ADDS_FOR);
    } catch (problem) {
      showProblem(problem);
    }
    button.disabled = false;
  });
}

/** @param {import('json').PhoneLink} made */
function show({code, until}) {
  byId('telefoon-beeld').replaceChildren(drawn(code));
  byId('telefoon-tijd').textContent = text('verstuur.phoneUntil', {time: shortMoment(until)});
  byId('telefoon').hidden = false;
  byId('telefoon-code').textContent = text('verstuur.phoneAgain');
  announce(text('verstuur.phoneShown'));
  setTimeout(() => {
    byId('telefoon-beeld').replaceChildren();
    byId('telefoon').hidden = true;
  }, Math.max(0, Date.parse(until) - Date.now()));
}

/** @param {{size: number, path: string}} code */
function drawn({size, path}) {
  const image = document.createElementNS(SVG, 'svg');
  const whole = size + 2 * QUIET;
  image.setAttribute('viewBox', `${-QUIET} ${-QUIET} ${whole} ${whole}`);
  image.setAttribute('role', 'img');
  image.setAttribute('aria-label', text('verstuur.phoneImage'));
  const dark = document.createElementNS(SVG, 'path');
  dark.setAttribute('d', path);
  image.append(dark);
  return image;
}
