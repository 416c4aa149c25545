import {call, ofTransfer} from './api.js';
import {byId, element, enablePrint, fill, showState} from './dom.js';
import {clearErrors, showProblem} from './errors.js';
import {moment, party, size} from './format.js';
import {openLink} from './open-link.js';
import {hasText, text} from './texts.js';

enablePrint();

openLink('report', async ({transfer, secret}) => {
  const report = await call('GET', ofTransfer('/api/report', transfer));
  show(report);
  enableReissue(report, transfer, secret);
});

/** @param {any} report */
function show(report) {
  const message = report.message ?? {};
  byId('stand').textContent = text(`rapportage.state-${stateOf(report)}`);
  fill({
    sender: party(report.sender), phone: report.sender.phone, contact: party(report.contact),
    submitted: moment(report.submittedAt),
    expires: moment(report.expiresAt), subject: message.subject, reference: message.reference, text: message.text,
  });
  byId('bericht-deel').hidden = !message.subject && !message.reference && !message.text;
  byId('tijdlijn').replaceChildren(...report.events.map(event));
  byId('documenten-rijen').replaceChildren(...report.documents.map(documentRow));
  const hashed = report.documents.filter((/** @type {any} */ found) => found.sha256);
  byId('controlegetallen').hidden = hashed.length === 0;
  byId('hashes').replaceChildren(...hashed.flatMap((/** @type {any} */ {name, sha256}) => [
    element('dt', {}, name), element('dd', {}, element('code', {class: 'rc-hash'}, sha256))]));
  byId('mails-rijen').replaceChildren(...report.mails.map(mailRow));
  showState('report');
}

/** @param {any} report */
function stateOf({state, downloadedAt}) {
  return state === 'delivered' && downloadedAt ? 'downloaded' : state;
}

/** @param {any} one */
function event({at, kind, document: name = '', to = ''}) {
  const key = `rapportage.event-${kind}`;
  return element('li', {class: `rc-timeline__item rc-timeline__item--${kind}`},
      element('span', {class: 'rc-timeline__what'},
          hasText(key) ? text(key, {document: name, to}) : text('rapportage.event-other')),
      element('time', {class: 'rc-timeline__when', datetime: at}, moment(at)));
}

/** @param {any} found */
function documentRow(found) {
  return row(cell('name', found.name, 'rc-file'), cell('size', size(found.size), 'rc-number'),
      cell('documentState', documentState(found)));
}

/** @param {any} found */
function documentState({state, refusal, downloadedAt}) {
  if (downloadedAt) {
    return text('rapportage.document-downloaded', {time: moment(downloadedAt)});
  }
  const refused = `rapportage.document-${refusal}`;
  return state === 'refused' && hasText(refused) ? text(refused) : text(`rapportage.document-${state}`);
}

/** @param {any} mail */
function mailRow({kind, to, state, at}) {
  const known = `rapportage.mail-${kind}`;
  const what = text(hasText(known) ? known : 'rapportage.mail-other');
  return row(cell('mail', what), cell('mailTo', to, 'rc-file'),
      cell('mailState', `${text(`rapportage.mail-${state}`)}, ${moment(at)}`));
}

/** @param {...HTMLElement} cells */
function row(...cells) {
  return element('tr', {class: 'utrecht-table__row', role: 'row'}, ...cells);
}

/**
 * The roles are written out because a phone shows rows as cards, and a table that is not shown as one loses them.
 * @param {string} column its heading's text
 * @param {string} words
 * @param {string} [more] a class
 */
function cell(column, words, more = '') {
  const label = text(`rapportage.${column}`);
  return element('td', {class: `utrecht-table__cell ${more}`, role: 'cell', 'data-label': label}, words);
}

/** @param {any} report @param {string | null} transfer @param {string | null} secret */
function enableReissue(report, transfer, secret) {
  const button = /** @type {HTMLButtonElement} */ (byId('opnieuw-knop'));
  byId('opnieuw-deel').hidden = report.state !== 'delivered';
  if (!secret) {
    button.hidden = true;
    byId('opnieuw-tekst').textContent = text('rapportage.reissueAgain');
    return;
  }
  button.addEventListener('click', async () => {
    if (button.getAttribute('aria-disabled') === 'true') {
      return;
    }
    button.setAttribute('aria-disabled', 'true');
    try {
      await call('POST', ofTransfer('/api/report/reissue', transfer), {secret});
      clearErrors();
      byId('opnieuw-gedaan').textContent = text('rapportage.reissueDone');
    } catch (problem) {
      button.setAttribute('aria-disabled', 'false');
      showProblem(problem);
    }
  });
}
