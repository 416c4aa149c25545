/**
 * The rows of a list of transfers, with a box to choose each.
 */

import {element} from '../shared/dom.js';
import {counted, shortMoment, size} from '../shared/format.js';
import {cell, row} from '../shared/table.js';
import {text} from '../shared/texts.js';
import {describeDeadline} from './deadline.js';

/** @typedef {import('json').TransferLine} TransferLine */

/** The colour of a state; its words say the same. */
const TONES = {
  open: 'waiting', submitted: 'waiting', delivered: 'done', refused: 'wrong', withdrawn: 'calm', destroyed: 'calm',
};

/** @param {TransferLine} item @param {string} me the person's own address: they continue their own drafts */
export function transferRow(item, me) {
  const line = row(
      cell(text('inspectie.choose'), choice(item), 'rc-choose'),
      cell(text('inspectie.who'), toTransfer(item, me), 'rc-file'),
      cell(text('inspectie.kindAndSize'), kindAndSize(item)),
      cell(text('inspectie.state'), tag(item), 'rc-words'),
      cell(text('inspectie.began'), shortMoment(item.createdAt)),
      cell(text('inspectie.until'), describeDeadline(item), 'rc-words'));
  line.classList.toggle('rc-unread', item.unread);
  return line;
}

/** The organisation or person by which a row is shown. @param {TransferLine} item */
export function nameOf({kind, sender, contact}) {
  return kind === 'sent' ? contact.name : sender.organisation ?? sender.name;
}

/** @param {TransferLine} item */
export function stateOf({state, kind, downloadedAt, due}) {
  if (state === 'open' && kind === 'requested') {
    return text(`inspectie.state-${due?.what === 'more' ? 'more' : 'outstanding'}`);
  }
  return text(`inspectie.state-${state === 'delivered' && downloadedAt ? 'downloaded' : state}`);
}

/** @param {TransferLine} item */
function choice(item) {
  return element('label', {class: 'rc-choice rc-choose__target'}, element('input', {
    'type': 'checkbox', 'data-choose': item.id,
    'aria-label': text('inspectie.chooseOne', {name: nameOf(item), number: item.number}),
  }));
}

/** @param {TransferLine} item */
function kindAndSize({kind, documentCount, size: bytes}) {
  const much = documentCount === 0 ? '' : bytes === 0 ? counted('document', documentCount)
    : `${counted('document', documentCount)}, ${size(bytes)}`;
  return element('span', {}, text(`inspectie.short-${kind}`), element('span', {class: 'rc-line'}, much));
}

/** @param {TransferLine} item @param {string} me */
function toTransfer(item, me) {
  const {id, kind, state, sender, contact, recipients, reference} = item;
  const more = kind === 'sent' && recipients > 1 ? ` ${text('inspectie.more', {count: recipients - 1})}` : '';
  const page = kind === 'sent' && state === 'open' && sender.email === me ? 'verzenden' : 'verzending';
  const {name, email, organisation} = kind === 'sent' ? {...contact, organisation: null} : sender;
  const who = organisation ? `${name}, ${email}${more}` : `${email}${more}`;
  const unread = item.unread ? element('span', {class: 'rc-hidden'}, `${text('inspectie.unread')}: `) : '';
  return element('span', {}, unread, element('a', {class: 'utrecht-link rc-party', href: `/inspectie/${page}/${id}`},
      nameOf(item)), element('span', {class: 'rc-line'}, reference ? `${reference} · ${who}` : who));
}

/** @param {TransferLine} item */
function tag(item) {
  const {state, failure, claim} = item;
  const more = [failure ? text(`common.failure-${failure.reason}`) : '',
    claim ? text('inspectie.claimedBy', {name: claim.name}) : ''].filter(Boolean).join(' · ');
  return element('span', {}, element('span', {class: `rc-tag rc-tag--${TONES[state]}`}, stateOf(item)),
      more ? element('span', {class: 'rc-line'}, more) : '');
}
