/**
 * The fate of a mail, in words.
 */

import {text} from './texts.js';

/** @typedef {import('json').DeliveryFailure} DeliveryFailure */

/** @param {DeliveryFailure} failure */
export function failureReason({reason, code}) {
  return `${text(`common.failure-${reason}`)}${code ? ` (${code})` : ''}`;
}

/** @param {DeliveryFailure} failure */
export function mailFailed(failure) {
  return `${text('common.mailFailed')}: ${failureReason(failure)}`;
}

/** Reasons that say no more than the state of the mail does. */
const BARE = ['other', 'unsure', 'lost', 'text-message'];

/**
 * As ReportPaper does.
 * @param {{delivery: string | null, failure: DeliveryFailure | null}} mail
 * @param {string} otherwise the words for a mail about which nothing was reported
 */
export function mailState({delivery, failure}, otherwise) {
  if (delivery === 'deferred') {
    return text('common.mailDeferred');
  }
  return failure && (delivery === 'bounced' || !BARE.includes(failure.reason)) ? mailFailed(failure) : otherwise;
}
