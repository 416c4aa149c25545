/**
 * Shows how far the scrub is, and which stored documents are damaged.
 */

import {call} from '../shared/api.js';
import {byId, element} from '../shared/dom.js';
import {moment} from '../shared/format.js';
import {text} from '../shared/texts.js';

/** @typedef {import('json').ScrubState} ScrubState */

export async function showScrub() {
  /** @type {ScrubState} */
  const state = await call('GET', '/api/staff/scrub');
  byId('nalezen').hidden = false;
  byId('nalezen-stand').textContent = standing(state);
  const without = byId('nalezen-zonder');
  without.hidden = state.withoutSums === 0;
  without.textContent = without.hidden ? '' : text('inspectie-wachtrijen.scrubWithout', {count: state.withoutSums});
  const verdict = byId('nalezen-beschadigd');
  verdict.hidden = state.wholeAt === null && state.damaged === 0;
  verdict.textContent = verdict.hidden ? ''
    : text(`inspectie-wachtrijen.${state.damaged === 0 ? 'scrubNone' : 'scrubDamaged'}`, {count: state.damaged});
  byId('nalezen-lijst').hidden = state.findings.length === 0;
  byId('nalezen-lijst').replaceChildren(...state.findings.map((one) => element('li',
      {class: 'utrecht-unordered-list__item rc-file'},
      text(`inspectie-wachtrijen.scrub-${one.kind}`, {document: one.document, at: moment(one.foundAt)}), ' ',
      element('a', {class: 'utrecht-link', href: `/inspectie/verzending/${one.transfer}`},
          text('inspectie-wachtrijen.scrubTransfer')))));
}

/** @param {ScrubState} state */
function standing({on, beganAt, endedAt, percent, documents, wholeAt}) {
  if (!on) {
    return text('inspectie-wachtrijen.scrubOff');
  }
  if (beganAt !== null && endedAt === null) {
    return text('inspectie-wachtrijen.scrubRuns', {began: moment(beganAt), percent: String(percent), documents});
  }
  return wholeAt === null ? text('inspectie-wachtrijen.scrubNotYet')
    : text('inspectie-wachtrijen.scrubEnded', {at: moment(wholeAt), documents});
}
