/**
 * How the codes had come that opened a transfer.
 */

import {text} from './texts.js';

/** @param {('sms' | 'read-out')[]} means @returns {string} empty when there are none */
export function openedBy(means) {
  return means.map((one) => text(`common.openedBy-${one}`)).join('; ');
}

/** The same as a sentence. @param {('sms' | 'read-out')[]} means */
export function openedWith(means) {
  return means.length > 0 ? text('common.openedWith', {means: openedBy(means)}) : '';
}
