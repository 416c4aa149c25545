/**
 * The actions of staff on a transfer: share, extend, withdraw, and correct a recipient.
 */

import {call} from '../shared/api.js';
import {askConfirmation} from '../shared/confirm.js';
import {byId, element} from '../shared/dom.js';
import {showFieldErrors, showMessage} from '../shared/errors.js';
import {day, endOf} from '../shared/format.js';
import {Problem} from '../shared/problem.js';
import {text} from '../shared/texts.js';
import {showHold} from './hold.js';
import {readOutLink} from './read-out-link.js';
import {offerReminding, showReminderProblem} from './reminding.js';

/** @typedef {import('json').Dossier} Dossier */
/** @typedef {import('json').DossierRecipient} Recipient */
/** @typedef {(words: string) => Promise<void>} Done shows the transfer anew, with the result of the action */

/**
 * Offers the actions that this person may perform; the server decides.
 * @param {Dossier} dossier @param {string} path of the transfer @param {Done} done
 */
export function offerActions(dossier, path, done) {
  showHold(dossier);
  const gone = ['withdrawn', 'destroyed'].includes(dossier.state);
  const delivered = dossier.state === 'delivered';
  const extendable = dossier.decides && !gone && dossier.latestEnd > dossier.expiresAt;
  const withdrawable = dossier.decides && !gone && dossier.hold === null;
  byId('doen-deel').hidden = gone || !dossier.decides && !(delivered && dossier.holdsKey);
  byId('delen').hidden = !delivered || !dossier.holdsKey;
  offerReminding(dossier, path, (what, values, act, result) => ask(what, values, act, result, done));
  byId('verlengen').hidden = !extendable;
  byId('intrekken-deel').hidden = !withdrawable;
  byId('until-uitleg').textContent = text('inspectie-verzending.extendHint',
      {end: day(dossier.expiresAt), latest: day(dossier.latestEnd)});
  byId('delen').onsubmit = (event) => {
    event.preventDefault();
    share(path, done);
  };
  byId('verlengen').onsubmit = (event) => {
    event.preventDefault();
    extend(dossier, path, done);
  };
  byId('intrekken').onclick = () => ask('withdraw', {}, () => call('POST', `${path}/withdraw`, {}), 'withdrawn', done);
}

/**
 * The actions for one recipient.
 * @param {Recipient} one @param {Dossier} dossier @param {string} path @param {Done} done
 */
export function recipientActions(one, dossier, path, done) {
  const acts = [];
  if (dossier.state === 'delivered' && dossier.holdsKey) {
    acts.push(button('resend', () => ask('resend', {to: one.email},
        () => call('POST', `${path}/resend`, {recipient: one.id}), 'resent', done)));
  }
  if (one.locked && dossier.decides) {
    acts.push(button('unlock', () => ask('unlock', {to: one.email},
        () => call('POST', `${path}/unlock`, {recipient: one.id}), 'unlocked', done)));
  }
  if (one.outsider && dossier.decides && dossier.kind === 'sent') {
    acts.push(...readOutLink(one, dossier), numberForm(one, path, done));
  }
  return acts;
}

/** @param {string} what @param {() => void} action */
function button(what, action) {
  const made = element('button', {class: 'utrecht-button utrecht-button--subtle', type: 'button'},
      text(`inspectie-verzending.${what}Button`));
  made.addEventListener('click', action);
  return made;
}

/** The form that corrects a wrong number. @param {Recipient} one @param {string} path @param {Done} done */
function numberForm(one, path, done) {
  const field = /** @type {HTMLInputElement} */ (element('input', {
    class: 'utrecht-textbox rc-short', id: `nummer-${one.id}`, type: 'tel', maxlength: '40', autocomplete: 'off',
    required: '',
  }));
  const form = element('form', {class: 'rc-form'},
      element('label', {class: 'utrecht-form-label', for: field.id}, text('inspectie-verzending.numberLabel')), field,
      element('button', {class: 'utrecht-button utrecht-button--subtle', type: 'submit'},
          text('inspectie-verzending.numberButton')));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    ask('number', {to: one.email, number: field.value.trim()},
        () => call('POST', `${path}/recipient`, {recipient: one.id, mobile: field.value.trim()}),
        'numberChanged', done);
  });
  return element('details', {class: 'rc-details'}, element('summary', {}, text('inspectie-verzending.numberTitle')),
      form);
}

/** @param {Dossier} dossier @param {string} path @param {Done} done */
async function extend({latestEnd}, path, done) {
  const chosen = endOf(/** @type {HTMLInputElement} */ (byId('until')).value);
  if (!chosen) {
    showFieldErrors([{field: 'until', code: 'required'}]);
    return;
  }
  // On the last possible day the transfer ends together with its links, before the day is over.
  const latest = new Date(latestEnd);
  const until = chosen > latest && day(chosen.toISOString()) === day(latestEnd) ? latestEnd : chosen.toISOString();
  await ask('extend', {day: day(until)}, () => call('POST', `${path}/extend`, {until}), 'extended', done);
}

/** @param {string} path @param {Done} done */
async function share(path, done) {
  const field = /** @type {HTMLInputElement} */ (byId('email'));
  const email = field.value.trim();
  if (email === '') {
    showFieldErrors([{field: 'email', code: 'required'}]);
    return;
  }
  await ask('share', {to: email}, () => call('POST', `${path}/share`, {email}), 'shared', async (words) => {
    field.value = '';
    await done(words);
  });
}

/**
 * Asks for a confirmation, acts, and shows the result.
 * @param {string} what @param {Record<string, string>} values
 * @param {() => Promise<unknown>} act @param {string} result @param {Done} done
 */
async function ask(what, values, act, result, done) {
  const yes = await askConfirmation({
    title: text(`inspectie-verzending.${what}Title`), words: text(`inspectie-verzending.${what}Words`, values),
    yes: text(`inspectie-verzending.${what}Button`),
  });
  if (!yes) {
    return;
  }
  try {
    await act();
    await done(text(`inspectie-verzending.${result}`, values));
  } catch (problem) {
    if (problem instanceof Problem && problem.code === 'link-needed') {
      showMessage(text('inspectie-verzending.linkNeeded'));
    } else if (problem instanceof Problem && problem.code === 'invalid' && what === 'share') {
      showFieldErrors([{field: 'email', code: 'unknown'}]);
    } else {
      showReminderProblem(problem);
    }
  }
}
