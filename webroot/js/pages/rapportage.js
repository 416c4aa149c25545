/**
 * The report that the sender sees.
 */

import {openLink} from '../link/open-link.js';
import {enableRecipients, reportText, showRecipients} from '../report/recipients.js';
import {enableAppeal} from '../report/withdrawal-appeal.js';
import {call, forTransfer} from '../shared/api.js';
import {contentWarning, refusalReason} from '../shared/document-kinds.js';
import {byId, element, enablePrint, fill, showState} from '../shared/dom.js';
import {counted, moment, party, size} from '../shared/format.js';
import {failureReason, mailState} from '../shared/mail-state.js';
import {showSaidItems} from '../shared/said-items.js';
import {scanState} from '../shared/scan-state.js';
import {joinSentences} from '../shared/sentences.js';
import {cell, row} from '../shared/table.js';
import {hasText, text} from '../shared/texts.js';

/** @typedef {import('json').Report} Report */

/** Up to so many documents show at once. */
const FEW = 10;

enablePrint();

openLink('report', async ({transfer, secret}) => {
  const read = /** @type {() => Promise<Report>} */ (() => call('GET', forTransfer('/api/report', transfer)));
  const report = await read();
  show(report);
  showState('report');
  const reload = async () => show(await read());
  enableRecipients(report, transfer, secret, reload);
  enableAppeal(report, transfer, reload);
});

/** @param {Report} report */
function show(report) {
  /** @type {import('json').Message} */
  const message = report.message ?? {subject: '', reference: '', text: ''};
  const accepted = report.documents.filter(({state}) => state !== 'refused');
  byId('stand').textContent = unreachedText(report) ?? reportText(report, `state-${stateOf(report)}`,
      {done: String(accepted.filter(({downloadedAt}) => downloadedAt).length), count: String(accepted.length)});
  fill({
    sender: party(report.sender), phone: report.sender.phone, contact: party(report.contact),
    submitted: moment(report.submittedAt),
    expires: moment(report.expiresAt), number: report.number, subject: message.subject, reference: message.reference, text: message.text,
  });
  byId('bericht-deel').hidden = !message.subject && !message.reference && !message.text && !message.items;
  showSaidItems(message.items);
  byId('tijdlijn').replaceChildren(...report.events.map((one) => event(report, one)));
  showRecipients(report);
  byId('documenten-deel').toggleAttribute('open', report.documents.length <= FEW);
  byId('documenten-aantal').textContent = `${counted('document', report.documents.length)}, ${
    size(report.documents.reduce((sum, one) => sum + one.size, 0))}`;
  byId('documenten-rijen').replaceChildren(...report.documents.map(documentRow));
  const hashed = report.documents.filter((found) => found.sha256);
  byId('controlegetallen').hidden = hashed.length === 0;
  byId('hashes').replaceChildren(...hashed.flatMap(({name, sha256}) => [
    element('dt', {}, name), element('dd', {}, element('code', {class: 'rc-hash'}, sha256 ?? ''))]));
  /** @type {HTMLAnchorElement} */ (byId('pdf')).href = `${forTransfer('/api/report', report.id)}&format=pdf`;
  byId('bewijzen-deel').hidden = report.statements.length === 0;
  byId('bewijzen-lijst').replaceChildren(...report.statements.map((one) => receipt(report, one)));
  byId('mails-rijen').replaceChildren(...report.mails.map(mailRow));
  byId('sms-deel').hidden = report.texts.length === 0;
  byId('sms-rijen').replaceChildren(...report.texts.map(smsRow));
}

/** @param {Report} report */
function stateOf({state, downloadedAt, documents}) {
  if (state !== 'delivered') {
    return state;
  }
  return downloadedAt ? 'downloaded' : documents.some((one) => one.downloadedAt) ? 'partly' : state;
}

/** The first line when a recipient could not be told that there are documents. @param {Report} report */
function unreachedText(report) {
  const one = report.recipients.find(({unreached}) => unreached);
  if (report.state !== 'delivered' || !one?.unreached) {
    return null;
  }
  const told = report.events.find(({kind}) => kind === 'contact-told')?.to;
  return joinSentences(
      reportText(report, 'state-unreached', {to: one.email, reason: failureReason(one.unreached)}),
      told && report.kind !== 'sent' ? text('rapportage.toldContact', {told}) : '',
      text('rapportage.sendElsewhere'));
}

/** @param {Report} report @param {import('json').ReportEvent} one */
function event(report, {at, kind, document: name = '', to = ''}) {
  const key = `event-${kind}`;
  return element('li', {class: `rc-timeline__item rc-timeline__item--${kind}`},
      element('span', {class: 'rc-timeline__what'},
          reportText(report, key, {document: name, to}) || text('rapportage.event-other')),
      element('time', {class: 'rc-timeline__when', datetime: at}, moment(at)));
}

/** @param {import('json').ReportDocument} found */
function documentRow(found) {
  return row(cell(text('rapportage.name'), found.name, 'rc-file'),
      cell(text('rapportage.size'), size(found.size), 'rc-number'),
      cell(text('rapportage.documentState'), documentState(found)));
}

/** @param {import('json').ReportDocument} found */
function documentState(found) {
  const {state, downloadedAt} = found;
  if (state === 'refused') {
    return joinSentences(text('rapportage.document-refused'), refusalReason(found), scanState(found.scan));
  }
  const stands = downloadedAt
    ? text('rapportage.document-downloaded', {time: moment(downloadedAt)}) : text(`rapportage.document-${state}`);
  return joinSentences(stands, contentWarning(found, true), scanState(found.scan));
}

/** Links to a signed statement. @param {Report} report @param {Report['statements'][number]} statement */
function receipt(report, {id, kind, recipient}) {
  const address = `${forTransfer('/api/receipt', report.id)}&id=${encodeURIComponent(id)}`;
  const name = report.recipients.find((one) => one.id === recipient)?.name;
  const words = joinWords(text(`rapportage.receipt-${kind}`), name && `(${name})`);
  return element('li', {class: 'utrecht-unordered-list__item'},
      element('a', {class: 'utrecht-link', href: address, download: ''}, words), ', ',
      element('a', {class: 'utrecht-link', href: `${address}&format=pdf`, download: '',
        'aria-label': joinWords(words, text('rapportage.receiptPdf'))}, text('rapportage.receiptPdf')));
}

/** @param {(string | undefined)[]} words */
function joinWords(...words) {
  return words.filter(Boolean).join(' ');
}

/** @param {import('json').ReportMail} mail */
function mailRow(mail) {
  const {kind, to, state, at} = mail;
  const known = `rapportage.mail-${kind}`;
  const what = text(hasText(known) ? known : 'rapportage.mail-other');
  return row(cell(text('rapportage.mail'), what), cell(text('rapportage.mailTo'), to, 'rc-file'),
      cell(text('rapportage.mailState'), `${mailState(mail, text(`rapportage.mail-${state}`))}, ${moment(at)}`));
}

/** @param {import('json').ReportText} sms */
function smsRow({to, state, delivery, at}) {
  return row(cell(text('rapportage.smsTo'), text('rapportage.smsNumber', {to})),
      cell(text('rapportage.smsState'), `${text(`rapportage.sms-${delivery ?? state}`)}, ${moment(at)}`));
}
