/**
 * How staff divide their work on the page of a transfer: marking it as unread, and taking it up for the department.
 */

import {call} from '../shared/api.js';
import {askConfirmation} from '../shared/confirm.js';
import {byId} from '../shared/dom.js';
import {showMessage, showProblem} from '../shared/errors.js';
import {moment} from '../shared/format.js';
import {lastList} from '../shared/list-memory.js';
import {Problem} from '../shared/problem.js';
import {text} from '../shared/texts.js';

/** @typedef {import('json').Dossier} Dossier */
/** @typedef {NonNullable<Dossier['claim']>} Claim */
/** @typedef {(words: string) => Promise<void>} Done shows the transfer anew, with the result of the action */

/** @param {Dossier} dossier @param {string} path of the transfer @param {import('json').Member} me @param {Done} done */
export function offerTriage(dossier, path, me, done) {
  const gone = ['withdrawn', 'destroyed'].includes(dossier.state);
  const unread = byId('ongelezen');
  unread.hidden = !dossier.concerned || gone;
  unread.onclick = () => markUnread(path);
  showClaim(dossier, gone, me);
  byId('oppakken').onclick = () => act(() => call('POST', `${path}/claim`, {}), 'claimed', done);
  byId('teruggeven').onclick = () => dossier.claim && release(dossier.claim, path, me, done);
}

/** Goes back to the list: looking at the transfer again would mark it as read. @param {string} path */
async function markUnread(path) {
  try {
    await call('POST', `${path}/unread`, {});
    location.assign(lastList());
  } catch (problem) {
    showProblem(problem);
  }
}

/** @param {Dossier} dossier @param {boolean} gone @param {import('json').Member} me */
function showClaim({claim, claimable}, gone, me) {
  byId('opgepakt-deel').hidden = !claim && (!claimable || gone);
  byId('opgepakt').textContent = claim
    ? text(`inspectie-verzending.claim${claim.email === me.email ? 'Mine' : 'Other'}`, described(claim))
    : text('inspectie-verzending.claimNobody');
  byId('oppakken').hidden = claim !== null || !claimable || gone;
  byId('teruggeven').hidden = claim === null || !claimable;
  byId('teruggeven').textContent = claim && claim.email !== me.email
    ? text('inspectie-verzending.releaseOtherButton', described(claim)) : text('inspectie-verzending.releaseButton');
}

/** @param {Claim} claim */
function described({name, at}) {
  return {name, time: moment(at)};
}

/**
 * Asks first when a colleague holds it.
 * @param {Claim} claim @param {string} path @param {import('json').Member} me @param {Done} done
 */
async function release(claim, path, me, done) {
  const words = described(claim);
  const sure = claim.email === me.email || await askConfirmation({
    title: text('inspectie-verzending.releaseTitle'), words: text('inspectie-verzending.releaseWords', words),
    yes: text('inspectie-verzending.releaseOtherButton', words),
  });
  if (sure) {
    await act(() => call('POST', `${path}/release`, {staff: claim.staff}), 'released', done);
  }
}

/** @param {() => Promise<unknown>} change @param {string} result @param {Done} done */
async function act(change, result, done) {
  try {
    await change();
    await done(text(`inspectie-verzending.${result}`));
  } catch (problem) {
    if (!(problem instanceof Problem) || !['already-claimed', 'claim-changed'].includes(problem.code)) {
      showProblem(problem);
      return;
    }
    const {claim} = problem.details;
    await done('');
    showMessage(claim ? text('inspectie-verzending.claimTaken', described(claim))
      : text('inspectie-verzending.claimChanged'));
  }
}
