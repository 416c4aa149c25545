/**
 * The page of one transfer for staff.
 */

import {answered, showAsked} from '../oversight/checklist.js';
import {showLinkNeeded} from '../oversight/link-needed.js';
import {lastList} from '../shared/list-memory.js';
import {offerActions, recipientActions} from '../oversight/transfer-actions.js';
import {offerTriage} from '../oversight/triage.js';
import {call} from '../shared/api.js';
import {openedWith} from '../shared/code-means.js';
import {contentWarning, refusalReason} from '../shared/document-kinds.js';
import {byId, element, fill, showState} from '../shared/dom.js';
import {clearErrors} from '../shared/errors.js';
import {counted, day, moment, party, size} from '../shared/format.js';
import {mailFailed, mailState} from '../shared/mail-state.js';
import {showSaidItems} from '../shared/said-items.js';
import {scanState} from '../shared/scan-state.js';
import {joinSentences} from '../shared/sentences.js';
import {openStaffPage} from '../shared/staff-page.js';
import {cell, row} from '../shared/table.js';
import {hasText, text} from '../shared/texts.js';

/** @typedef {import('json').Dossier} Dossier */

const id = location.pathname.split('/')[3] ?? '';
const path = `/api/staff/transfers/${encodeURIComponent(id)}`;

/** @type {import('json').Member} */
let me;

openStaffPage(async (member) => {
  me = member;
  show(await call('GET', path));
});

/**
 * Shows the transfer anew after an action.
 * @param {string} words the result of the action
 */
async function done(words) {
  clearErrors();
  show(await call('GET', path));
  byId('gedaan').textContent = words;
  showState('ready');
}

/** @param {Dossier} dossier */
function show(dossier) {
  const gone = ['withdrawn', 'destroyed'].includes(dossier.state);
  /** @type {import('json').Message} */
  const message = dossier.message ?? {subject: '', reference: '', text: ''};
  byId('stand').textContent = text(`inspectie-verzending.state-${stateOf(dossier)}`);
  fill({
    sender: party(dossier.sender), contact: party(dossier.contact), kind: text(`inspectie.kind-${dossier.kind}`),
    number: dossier.number, began: moment(dossier.createdAt), submitted: moment(dossier.submittedAt), delivered: moment(dossier.deliveredAt),
    expires: gone ? '' : moment(dossier.expiresAt), subject: message.subject, reference: message.reference,
    text: message.text,
    'request-reference': dossier.reference, explanation: dossier.explanation, 'batch': dossier.batch && text('inspectie-verzending.toBatch'),
    answers: answered(dossier.answers),
    howMuch: gone ? counted('document', dossier.documentCount)
      : `${counted('document', dossier.documentCount)}, ${size(dossier.size)}`,
  });
  /** @type {HTMLAnchorElement} */ (byId('terug')).href = lastList();
  /** @type {HTMLAnchorElement} */ (byId('naar-lijst')).href = `/inspectie/lijst/${dossier.batch}`;
  byId('concept-deel').hidden = dossier.kind !== 'sent' || dossier.state !== 'open' || dossier.sender.email !== me.email;
  /** @type {HTMLAnchorElement} */ (byId('concept')).href = `/inspectie/verzenden/${dossier.id}`;
  showContent(dossier, gone);
  showLinkNeeded(dossier, me);
  byId('bericht-deel').hidden = !message.subject && !message.reference && !message.text && !message.items;
  showSaidItems(message.items);
  showAsked(dossier, me);
  byId('ontvangers-lijst').replaceChildren(...dossier.recipients.map((one) => recipient(one, dossier)));
  byId('documenten-deel').hidden = dossier.documents.length === 0;
  byId('documenten-rijen').replaceChildren(...dossier.documents.map(documentRow));
  byId('tijdlijn').replaceChildren(...dossier.events.map(event));
  byId('brieven-rijen').replaceChildren(...[...dossier.mails, ...dossier.texts].map(letterRow));
  offerActions(dossier, path, done);
  offerTriage(dossier, path, me, done);
}

/** @param {Dossier} dossier */
function stateOf({state, kind, downloadedAt, checklist}) {
  if (state === 'open' && kind === 'requested') {
    return checklist && checklist.received + checklist.notApplicable > 0 ? 'partly' : 'outstanding';
  }
  return state === 'delivered' && downloadedAt ? 'downloaded' : state;
}

/** Shows the mails that hold a link to it. @param {Dossier} dossier @param {boolean} gone */
function showContent({opened, heldBy}, gone) {
  byId('inhoud-deel').hidden = gone;
  byId('inhoud-tekst').textContent = text(opened ? 'inspectie-verzending.opened' : 'inspectie-verzending.closed');
  byId('houders').replaceChildren(...heldBy.map(({kind, to, at}) =>
    element('li', {}, text(`inspectie-verzending.link-${kind}`, {to, day: day(at)}))));
}

/** @param {import('json').DossierRecipient} one @param {Dossier} dossier */
function recipient(one, dossier) {
  const seen = one.downloadedAt
    ? text('inspectie-verzending.hasDownloaded', {time: moment(one.downloadedAt)})
    : one.openedAt ? text('inspectie-verzending.hasOpened', {time: moment(one.openedAt)})
      : text('inspectie-verzending.notOpened');
  const number = one.numberEnding ? ` ${text('inspectie-verzending.number', {ending: one.numberEnding})}` : '';
  const item = element('li', {}, element('strong', {}, party(one)),
      element('span', {}, joinSentences(`${number} ${seen}`, openedWith(one.openedBy))),
      one.unreached ? element('span', {class: 'rc-locked'}, mailFailed(one.unreached)) : '',
      one.locked ? element('span', {class: 'rc-locked'}, text('inspectie-verzending.locked')) : '');
  item.append(...recipientActions(one, dossier, path, done));
  return item;
}

/** @param {import('json').DossierDocument} found */
function documentRow(found) {
  const refused = `rapportage.document-${found.refusal}`;
  const stands = found.downloadedAt
    ? text('rapportage.document-downloaded', {time: moment(found.downloadedAt)})
    : text(found.state === 'refused' && hasText(refused) ? refused : `inspectie-verzending.document-${found.state}`);
  // Without a living link neither kind nor name are known.
  const {name} = found;
  const kind = name === null || found.kind === null ? ''
    : found.state === 'refused' ? refusalReason({...found, name}) : contentWarning({...found, name}, true);
  const state = joinSentences(stands, kind, scanState(found.scan));
  return row(cell(text('rapportage.name'), found.name ?? text('inspectie-verzending.nameless'), 'rc-file'),
      cell(text('rapportage.size'), size(found.size), 'rc-number'), cell(text('rapportage.documentState'), state));
}

/** @param {import('json').DossierEvent} one */
function event({at, kind, by, to, document: name}) {
  const key = `inspectie-verzending.event-${kind}`;
  const what = hasText(key)
    ? text(key, {to: to ?? '', document: name ?? ''}) : text('inspectie-verzending.event-other');
  const who = by ? element('span', {class: 'rc-timeline__who'}, text('inspectie-verzending.by', {name: by})) : '';
  return element('li', {class: `rc-timeline__item rc-timeline__item--${kind}`},
      element('span', {class: 'rc-timeline__what'}, what), who,
      element('time', {class: 'rc-timeline__when', datetime: at}, moment(at)));
}

/** @param {import('json').SentLetter} letter */
function letterRow(letter) {
  const {kind, to, numberEnding, state, delivery, at} = letter;
  const stands = text(`inspectie-verzending.letter-${to ? state : delivery ?? state}`);
  const known = `inspectie-verzending.letter-${kind}`;
  return row(
      cell(text('inspectie-verzending.letter'), text(hasText(known) ? known : 'inspectie-verzending.letter-other')),
      cell(text('rapportage.mailTo'), to ?? text('inspectie-verzending.number', {ending: numberEnding ?? ''}),
          'rc-file'),
      cell(text('rapportage.mailState'), `${mailState(letter, stands)}, ${moment(at)}`));
}
