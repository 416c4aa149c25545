/**
 * The actions of staff that mail an outsider again: a request, or a reminder.
 */

import {call} from '../shared/api.js';
import {byId} from '../shared/dom.js';
import {showMessage, showProblem} from '../shared/errors.js';
import {moment} from '../shared/format.js';
import {Problem} from '../shared/problem.js';
import {hasText, text} from '../shared/texts.js';

/** @typedef {import('json').Dossier} Dossier */
/**
 * @typedef {(what: string, values: Record<string, string>, act: () => Promise<unknown>, result: string) => void} Ask
 */

/** Milliseconds between two reminders to one person. */
const PAUSE = 86_400_000;

/**
 * Offers the mails that can be sent now, each with its effect.
 * @param {Dossier} dossier @param {string} path of the transfer @param {Ask} ask confirms, acts and shows the result
 */
export function offerReminding(dossier, path, ask) {
  const open = dossier.decides && dossier.kind === 'requested' && dossier.state === 'open';
  const renews = canRenew(dossier);
  byId('opnieuw-deel').hidden = !open || !renews;
  byId('opnieuw').onclick = () => ask('resendRequest', {to: dossier.sender.email},
      () => call('POST', `/api/staff/requests/${dossier.id}/resend`, {}), 'requestResent');

  const waiting = open ? [dossier.sender.email] : dossier.decides ? notDownloaded(dossier) : [];
  byId('herinneren-deel').hidden = waiting.length === 0;
  if (waiting.length === 0) {
    return;
  }
  const next = earliest(dossier, waiting, open);
  const possible = next <= Date.now();
  byId('herinneren').hidden = !possible;
  const words = open ? (renews ? 'remindRenews' : 'remindNames') : 'remindOffer';
  const values = {to: waiting.join(', '), time: mailed(dossier)};
  byId('herinneren-tekst').textContent = possible ? text(`inspectie-verzending.${words}`, values)
    : text('inspectie-verzending.problem-reminded-today', {time: moment(new Date(next).toISOString())});
  byId('herinneren').onclick = () => ask('remind', {...values, what: text(`inspectie-verzending.${words}`, values)},
      () => call('POST', `${path}/remind`, {}), 'reminded');
}

/** Shows why a mail was not sent, and when it can be; any other problem as everywhere. @param {unknown} problem */
export function showReminderProblem(problem) {
  const key = problem instanceof Problem ? `inspectie-verzending.problem-${problem.code}` : '';
  if (problem instanceof Problem && hasText(key)) {
    const {possibleAt, linkMailed} = problem.details;
    const at = possibleAt ?? linkMailed;
    showMessage(text(key, {time: at ? moment(at) : ''}));
  } else {
    showProblem(problem);
  }
}

/** A new link needs a complete document or none; else only the mailed link has the key. @param {Dossier} dossier */
function canRenew({documents}) {
  return documents.length === 0 || documents.some(({state}) => state !== 'receiving');
}

/** @param {Dossier} dossier */
function notDownloaded({kind, state, recipients}) {
  return kind === 'sent' && state === 'delivered'
    ? recipients.filter(({outsider, downloadedAt}) => outsider && !downloadedAt).map(({email}) => email) : [];
}

/**
 * When the first of these people can be reminded again.
 * @param {Dossier} dossier @param {string[]} waiting @param {boolean} open
 */
function earliest({events}, waiting, open) {
  const moments = waiting.map((email) => {
    const last = events.find(({kind, to}) => kind === 'reminded' && (open ? !to : to === email));
    return last ? Date.parse(last.at) + PAUSE : 0;
  });
  return Math.min(...moments);
}

/** The moment of the mail with the upload link. @param {Dossier} dossier */
function mailed({heldBy}) {
  const found = heldBy.findLast(({kind}) => kind === 'upload');
  return found ? moment(found.at) : '';
}
