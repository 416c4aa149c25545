/**
 * The receivers in a report, and the sender's corrections for them: a lost link, a wrong address.
 */

import {call, forTransfer} from '../shared/api.js';
import {openedBy} from '../shared/code-means.js';
import {byId, element} from '../shared/dom.js';
import {clearErrors} from '../shared/errors.js';
import {exclusive} from '../shared/exclusive.js';
import {moment, party} from '../shared/format.js';
import {confirmUnlessHuman} from '../shared/human-check.js';
import {mailFailed} from '../shared/mail-state.js';
import {cell, row} from '../shared/table.js';
import {hasText, text} from '../shared/texts.js';

/** @typedef {import('json').Report} Report */

/**
 * A text of the report, in the variant for this kind of transfer if there is one.
 * @param {Report} report @param {string} key @param {Record<string, string>} [values]
 */
export function reportText({kind}, key, values = {}) {
  const own = `rapportage.${key}-${kind}`;
  return text(hasText(own) ? own : `rapportage.${key}`, values);
}

/** @param {Report} report */
export function showRecipients(report) {
  byId('ontvangers-rijen').replaceChildren(...report.recipients.map((one) => row(
      cell(text('rapportage.recipient'), party(one), 'rc-file'),
      cell(text('rapportage.recipientNumber'),
          one.numberEnding ? text('rapportage.numberEnding', {ending: one.numberEnding}) : '–'),
      cell(text('rapportage.recipientOpened'), one.unreached ? mailFailed(one.unreached)
        : one.openedAt ? [moment(one.openedAt), openedBy(one.openedBy)].filter(Boolean).join(', ')
          : text('rapportage.notYet')),
      cell(text('rapportage.recipientDownloaded'),
          one.downloadedAt ? moment(one.downloadedAt) : text('rapportage.notYet')))));
  // The first line says it all where one contact is the only recipient.
  byId('ontvangers-deel').hidden = report.kind !== 'sent' && report.recipients.length < 2;
  byId('ontvanger').replaceChildren(...report.recipients.map(
      (one) => element('option', {value: one.id}, party(one))));
  byId('ontvanger-keuze').hidden = report.recipients.length < 2;
}

/**
 * Both need the secret of the report's link; without it the page explains how to come back with it.
 * @param {Report} report
 * @param {string | null} transfer
 * @param {string | null} secret
 * @param {() => Promise<void>} reload
 */
export function enableRecipients(report, transfer, secret, reload) {
  byId('opnieuw-deel').hidden = report.state !== 'delivered';
  suggestElsewhere(report);
  byId('opnieuw').textContent = reportText(report, 'reissueTitle');
  byId('opnieuw-tekst').textContent = reportText(report, secret ? 'reissueText' : 'reissueAgain');
  byId('opnieuw-knop').hidden = !secret;
  byId('opnieuw-knop').textContent = reportText(report, 'reissue');
  byId('ander-adres').hidden = !secret;
  byId('mobile-veld').hidden = report.kind !== 'sent';
  const recipient = () => /** @type {HTMLSelectElement} */ (byId('ontvanger')).value;
  const send = exclusive(async (/** @type {string} */ path, /** @type {object} */ body, /** @type {string} */ done) => {
    const question = {title: reportText(report, 'reissueTitle'), words: reportText(report, 'reissueText'),
        yes: text('rapportage.reissueYes')};
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
 * Opens the form for another address when a recipient could not be told that there are documents, and fills in the
 * contact who was told instead.
 * @param {Report} report
 */
function suggestElsewhere(report) {
  const one = report.recipients.find(({unreached}) => unreached);
  if (!one) {
    return;
  }
  /** @type {HTMLDetailsElement} */ (byId('opnieuw-deel')).open = true;
  /** @type {HTMLDetailsElement} */ (byId('ander-adres')).open = true;
  /** @type {HTMLSelectElement} */ (byId('ontvanger')).value = one.id;
  const told = report.events.find(({kind}) => kind === 'contact-told')?.to;
  if (told && report.kind !== 'sent') {
    /** @type {HTMLInputElement} */ (byId('email')).value = told;
  }
}
