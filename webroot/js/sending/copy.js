/**
 * The recipients and the language of an earlier sending, with which a new one begins.
 */

import {call} from '../shared/api.js';
import {byId} from '../shared/dom.js';
import {text} from '../shared/texts.js';

/** Recipients and language of the earlier sending, if any. @returns {Promise<import('json').SendingCopy | null>} */
export async function readCopy() {
  const like = new URLSearchParams(location.search).get('zoals');
  if (!like || location.pathname.split('/')[3]) {
    return null;
  }
  /** @type {import('json').SendingCopy} */
  const copy = await call('GET', `/api/staff/transfers/${encodeURIComponent(like)}/copy`);
  byId('overgenomen').textContent = text(`verzenden.${copy.recipients.length > 0 ? 'copied' : 'copyErased'}`);
  return copy;
}
