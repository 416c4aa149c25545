/**
 * The state of the upload page after sending: the sent documents, and the ways to send more.
 */

import {byId, fill, showState} from '../../shared/dom.js';
import {counted, day, moment, party} from '../../shared/format.js';
import {countedItems} from '../../shared/said-items.js';
import {rememberDetails} from '../../shared/sender-details.js';
import {hasText, text} from '../../shared/texts.js';
import {offerReceipt} from '../../statement/receipt-download.js';

/** @typedef {import('json').SubmittedTransfer} SubmittedTransfer */

/** Names of up to so many documents show at once. */
const FEW = 5;

/** A deadline is a whole day. @param {string} iso @param {string | null} [deadline] */
export function until(iso, deadline) {
  return deadline ? text('common.untilDay', {date: day(deadline)}) : moment(iso);
}

/**
 * @param {SubmittedTransfer} found
 * @param {{sent: string[], refused: string[]} | null} names of the documents, known only to the page that has sent them
 */
export function showSent(found, names) {
  const state = `verzonden.state-${found.state}`;
  fill({
    'sent-state': text(hasText(state) ? state : 'verzonden.state-submitted'),
    'sent-to': party(found.contact),
    'sent-at': moment(found.submittedAt),
    'sent-number': found.number,
    'sent-documents': names ? null : counted('document', found.documentCount),
    'sent-names': names?.sent.join('\n'),
    'sent-summary': names && counted('document', names.sent.length),
    'sent-refused': names?.refused.join('\n'),
    'sent-mail': text('verzonden.mail', {email: found.sender.email}),
    'sent-further': furtherAnswers(found),
    'sent-items': found.checklist && countedItems(found.checklist),
  });
  offerReceipt(found.receipt, found.number);
  byId('verzonden-namen').toggleAttribute('open', (names?.sent.length ?? 0) <= FEW);
  offerMore(found);
  showState('sent');
}

/**
 * Shows whether the request can be answered again.
 * @param {SubmittedTransfer} found
 */
function furtherAnswers({more, usedUp, contact}) {
  if (usedUp) {
    return text('verzonden.usedUp', {count: usedUp, name: contact.name});
  }
  return more ? text('verzonden.further', {until: until(more.until, more.deadline)}) : null;
}

/**
 * A follow-up answer to a request needs another link. This page knows it right after sending; later only the mail has
 * it.
 * @param {SubmittedTransfer} found
 */
function offerMore({more, sender, contact}) {
  const button = byId('nog-iets');
  button.hidden = Boolean(more && !more.link);
  button.addEventListener('click', (event) => {
    if (more) {
      event.preventDefault();
      location.assign(more.link ?? '');
    } else {
      rememberDetails({
        'sender.name': sender.name, 'sender.email': sender.email, 'sender.organisation': sender.organisation ?? '',
        'sender.phone': sender.phone ?? '', 'contact.name': contact.name, 'contact.email': contact.email,
      });
    }
  });
}
