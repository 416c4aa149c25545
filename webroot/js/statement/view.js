/** Shows the content of a statement, but only if its signature is good. */

import {refusalReason} from '../shared/document-kinds.js';
import {byId, element, fill} from '../shared/dom.js';
import {counted, moment, party, size} from '../shared/format.js';
import {joinSentences} from '../shared/sentences.js';
import {cell, row} from '../shared/table.js';
import {hasText, isolated, text} from '../shared/texts.js';

/** @typedef {import('./signed-statement.js').Statement} Statement */
/** @typedef {import('./signed-statement.js').Signed} Signed */

/** @param {string} verdict @param {Statement} [content] of a good statement */
export function show(verdict, content) {
  byId('oordeel').textContent = text(`bewijs.${verdict}`);
  byId('oordeel-uitleg').textContent = text(`bewijs.${verdict}-text`);
  byId('oordeel-vak').className =
      `utrecht-alert rc-notice rc-verdict utrecht-alert--${content ? 'ok' : 'error'}`;
  byId('bewezen').hidden = !content;
  byId('vergeleken').replaceChildren();
  if (content) {
    showContent(content);
  }
  byId('uitkomst').hidden = false;
  byId('oordeel').focus();
}

/** @param {Statement} content */
function showContent(content) {
  const {kind, at, number, portal, organisation, sender, recipients = [], message, documents = []} = content;
  const known = `bewijs.kind-${kind}`;
  fill({
    kind: text(hasText(known) ? known : 'bewijs.kind-other'),
    at: moment(at), utc: `${at} (UTC)`, number, by: [organisation, portal].filter(Boolean).join(', '),
    sender: sender && [party(sender), sender.phone].filter(Boolean).join('\n'),
    recipients: recipients.map(party).join('\n'),
    downloaded: moment(content.downloadedAt), replaced: content.replaced && party(content.replaced),
    ended: endWords(content), gone: goneWords(content), subject: message?.subject, reference: message?.reference, text: message?.text,
  });
  byId('documenten-deel').hidden = documents.length === 0;
  byId('documenten-rijen').replaceChildren(...documents.map(documentRow));
  const hashed = documents.filter(({sha256}) => sha256);
  byId('controlegetallen').hidden = hashed.length === 0;
  byId('hashes').replaceChildren(...hashed.flatMap(({name, sha256}) => [
    element('dt', {}, isolated(name)), element('dd', {}, element('code', {class: 'rc-hash'}, sha256 ?? ''))]));
}

/** When and why the transfer ended. @param {Statement} content */
function endWords({endedAt, reason}) {
  return endedAt && reason && joinSentences(moment(endedAt), text(`bewijs.reason-${reason}`));
}

/** The number and size of the destroyed documents. @param {Statement} content */
export function goneWords({documentCount, totalSize}) {
  return documentCount === undefined ? '' : `${counted('document', documentCount)}, ${size(totalSize ?? 0)}`;
}

/** @param {Signed} found */
function documentRow(found) {
  const known = `bewijs.document-${found.state}`;
  const state = hasText(known) ? text(known) : found.state;
  return row(cell(text('rapportage.name'), isolated(found.name), 'rc-file'),
      cell(text('rapportage.size'), size(found.size), 'rc-number'),
      cell(text('rapportage.documentState'), [state, found.refusal ? refusal(found) : ''].filter(Boolean).join('. ')));
}

/** @param {Signed} found */
function refusal({refusal: why, name, type}) {
  return refusalReason({refusal: why, name, kind: type ?? null, warning: false, rightExtension: null});
}
