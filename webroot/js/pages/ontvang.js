/**
 * The page on which a receiver sees the message and downloads the documents.
 */

import {showSaidItems} from '../shared/said-items.js';
import {openLink} from '../link/open-link.js';
import {enableAnswer} from '../receive/answer-back.js';
import {confirmDownloads} from '../receive/confirm-download.js';
import {downloadMark, keepMarksFresh} from '../receive/download-marks.js';
import {call, forTransfer} from '../shared/api.js';
import {contentWarning, refusalReason} from '../shared/document-kinds.js';
import {byId, element, enablePrint, fill, markLong, showState} from '../shared/dom.js';
import {showProblem} from '../shared/errors.js';
import {counted, moment, party, size} from '../shared/format.js';
import {Problem} from '../shared/problem.js';
import {scanAdvice, scanState} from '../shared/scan-state.js';
import {joinSentences} from '../shared/sentences.js';
import {text} from '../shared/texts.js';
import {enableSignIn} from '../signin/sign-in.js';
import {askSmsCode, enableSmsCode} from '../signin/sms-code.js';

/** @type {string | null} */
let transfer = null;

openLink('download', async (opened) => {
  transfer = opened.transfer;
  if (opened.needs === 'sign-in') {
    showState('sign-in');
  } else if (opened.needs === 'code') {
    await askSmsCode(transfer);
  } else {
    await load();
  }
});

enablePrint();
keepMarksFresh(() => call('GET', forTransfer('/api/transfer', transfer)));
enableSmsCode(load);
enableSignIn(load, () => forTransfer(location.pathname, transfer));

enableAnswer(() => transfer);

byId('afmelden').addEventListener('click', async () => {
  try {
    /** @type {import('json').Onward} */
    const {next} = await call('POST', '/api/staff/sign-out', {});
    byId('lijst').replaceChildren();
    fill({subject: null, reference: null, text: null, sender: null, phone: null, contact: null, number: null});
    if (next) {
      location.assign(next);
    } else {
      showState('signed-out');
    }
  } catch (problem) {
    showProblem(problem);
  }
});

async function load() {
  try {
    show(await call('GET', forTransfer('/api/transfer', transfer)));
  } catch (problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    if (problem.code === 'sign-in-required') {
      showState('sign-in');
    } else if (problem.code === 'code-required') {
      await askSmsCode(transfer);
    } else if (problem.code === 'not-found') {
      showState('not-for-you');
    } else {
      throw problem;
    }
  }
}

/** @param {import('json').ReceivedTransfer} found */
function show(found) {
  const {message} = found;
  byId('medewerker').hidden = !found.forStaff;
  byId('deze-verzending').setAttribute('href', `/inspectie/verzending/${encodeURIComponent(found.id)}`);
  fill({
    sender: party(found.sender),
    phone: found.sender.phone,
    contact: party(found.contact),
    delivered: moment(found.deliveredAt),
    expires: moment(found.expiresAt),
    number: found.number,
    subject: message.subject,
    reference: message.reference,
    text: message.text,
  });
  const empty = !message.subject && !message.reference && !message.text && !message.items;
  showSaidItems(message.items);
  byId('geen-bericht').hidden = !empty;
  byId('bericht-velden').hidden = empty;
  byId('ontbreekt').hidden = found.refused.length === 0;
  byId('ontbreekt-lijst').replaceChildren(...found.refused.map(missing));
  const many = found.documents.length > 1 && Boolean(found.archive);
  markLong(byId('lijst'), found.documents.length);
  byId('lijst').replaceChildren(...found.documents.map((file) => row(file, !many)));
  byId('alles').hidden = !many;
  confirmDownloads(found.documents);
  byId('terug').hidden = !found.answerable;
  if (found.archive) {
    byId('alles-link').setAttribute('href', found.archive.href);
    byId('alles-link').setAttribute('download', '');
    byId('alles-uitleg').textContent = text('ontvang.allHint',
        {documents: counted('document', found.documents.length), size: size(found.archive.size)});
  }
  showState('documents');
}

/**
 * @param {import('json').ReceivedDocument} file
 * @param {boolean} primary true if this is the page's only button of its kind
 */
function row(file, primary) {
  const {id, name, size: bytes, sha256, href, downloadedAt} = file;
  const warning = joinSentences(contentWarning(file, true), scanState(file.scan), scanAdvice(file.scan, file.kind));
  const link = element('a', {
    class: `utrecht-button utrecht-button--${primary ? 'primary' : 'secondary'}-action rc-button-link`, href,
    download: name,
  }, text('ontvang.download'), element('span', {class: 'rc-hidden'}, ` ${name}`));
  const hash = element('details', {class: 'rc-details rc-details--small'},
      element('summary', {}, text('ontvang.hash')), element('code', {class: 'rc-hash'}, sha256));
  const look = file.scan?.state === 'infected' ? 'wrong' : 'ready';
  return element('li', {class: `rc-document rc-document--${look}`, 'data-document': id},
      element('div', {class: 'rc-document__head'},
          element('span', {class: 'rc-document__name'}, name),
          element('span', {class: 'rc-document__had'}, downloadMark(downloadedAt)),
          element('span', {class: 'rc-document__size'}, size(bytes))),
      ...(warning ? [element('p', {class: 'rc-document__status'}, warning)] : []),
      element('div', {class: 'rc-document__foot'}, hash, link));
}

/** A document that was sent and refused. @param {import('json').RefusedDocument} file */
function missing(file) {
  return element('li', {class: 'rc-document rc-document--wrong'},
      element('div', {class: 'rc-document__head'},
          element('span', {class: 'rc-document__name'}, file.name),
          element('span', {class: 'rc-document__size'}, size(file.size))),
      element('p', {class: 'rc-document__status'}, joinSentences(refusalReason(file), scanState(file.scan))));
}
