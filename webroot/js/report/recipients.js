import {call, forTransfer} from '../shared/api.js';
import {byId, element} from '../shared/dom.js';
import {clearErrors, showProblem} from '../shared/errors.js';
import {moment, party} from '../shared/format.js';
import {confirmUnlessHuman} from '../shared/human-check.js';
import {cell, row} from '../shared/table.js';
import {hasText, text} from '../shared/texts.js';

/** A text of the report in the words that fit who receives. @param {any} report @param {string} key @param {Record<string, string>} [values] */
export function reportText({kind}, key, values = {}) {
  const own = `rapportage.${key}-${kind}`;
  return text(hasText(own) ? own : `rapportage.${key}`, values);
}

/** @param {any} report */
export function showRecipients(report) {
  byId('ontvangers-rijen').replaceChildren(...report.recipients.map((/** @type {any} */ one) => row(
      cell(text('rapportage.recipient'), party(one), 'rc-file'),
      cell(text('rapportage.recipientNumber'), one.numberEnding ? text('rapportage.numberEnding', {ending: one.numberEnding}) : '–'),
      cell(text('rapportage.recipientOpened'), one.openedAt ? moment(one.openedAt) : text('rapportage.notYet')),
      cell(text('rapportage.recipientDownloaded'), one.downloadedAt ? moment(one.downloadedAt) : text('rapportage.notYet')))));
  byId('ontvanger').replaceChildren(...report.recipients.map(
      (/** @type {any} */ one) => element('option', {value: one.id}, party(one))));
  byId('ontvanger-keuze').hidden = report.recipients.length < 2;
}

/**
 * What its sender can mend: a link that was lost, an address that was wrong. Both take the secret of the report's link.
 * @param {any} report
 * @param {string | null} transfer
 * @param {string | null} secret
 * @param {() => Promise<void>} reload
 */
export function enableRecipients(report, transfer, secret, reload) {
  byId('opnieuw-deel').hidden = report.state !== 'delivered';
  byId('opnieuw').textContent = reportText(report, 'reissueTitle');
  byId('opnieuw-tekst').textContent = reportText(report, secret ? 'reissueText' : 'reissueAgain');
  byId('opnieuw-knop').hidden = !secret;
  byId('opnieuw-knop').textContent = reportText(report, 'reissue');
  byId('ander-adres').hidden = !secret;
  byId('mobile-veld').hidden = report.kind !== 'sent';
  const recipient = () => /** @type {HTMLSelectElement} */ (byId('ontvanger')).value;
  const send = once(async (/** @type {string} */ path, /** @type {object} */ body, /** @type {string} */ done) => {
    const question = {title: reportText(report, 'reissueTitle'), words: reportText(report, 'reissueText'), yes: text('rapportage.reissueYes')};
    if (!await confirmUnlessHuman(question)) {
      return false;
    }
    await call('POST', forTransfer(path, transfer), {secret, recipient: recipient(), ...body});
    clearErrors();
    await reload();
    byId('opnieuw-gedaan').textContent = reportText(report, done);
    return true;
  });
  byId('opnieuw-knop').addEventListener('click', () => send('/api/report/reissue', {}, 'reissueDone'));
  byId('ander-adres-formulier').addEventListener('submit', async (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const filled = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));
    if (await send('/api/report/recipient', filled, 'readdressDone')) {
      form.reset();
    }
  });
}

/**
 * One at a time, and every problem is shown; the promise tells whether it was done.
 * @param {(...values: any[]) => Promise<boolean>} action
 */
function once(action) {
  let busy = false;
  return async (/** @type {any[]} */ ...values) => {
    if (busy) {
      return false;
    }
    busy = true;
    try {
      return await action(...values);
    } catch (problem) {
      showProblem(problem);
      return false;
    } finally {
      busy = false;
    }
  };
}
