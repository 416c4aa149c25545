/**
 * Explains why documents wait, and what network administrators can do about it.
 */

import {text} from '../../shared/texts.js';

/** After so many attempts without progress the network blocks the bytes. */
const CERTAIN = 3;

/** @typedef {import('../item.js').Item} Item */

/** The short sentence for one document. @param {Item} item */
export function describeWait({waitReason, attempts}) {
  switch (waitReason) {
    case 'stranger': return text('verstuur.strangerShort');
    case 'blocked': return text(attempts < CERTAIN ? 'verstuur.interrupted' : 'verstuur.blockedShort');
    case 'wait': return text('verstuur.busy');
    default: return text('verstuur.offline');
  }
}

/**
 * The sentence for all documents, and a line for network administrators, which names the blocked requests and nothing
 * of the documents.
 * @param {Item[]} items @param {import('../transport/network-profile.js').NetworkProfile} network
 * @returns {{words: string, experts: string}} empty if no document waits
 */
export function describeConnection(items, network) {
  const waiting = items.filter(({state}) => state === 'offline');
  if (waiting.some(({waitReason, attempts}) => waitReason === 'blocked' && attempts >= CERTAIN)) {
    const requests = network.describeRefusals(text('verstuur.noAnswer'));
    return {
      words: text('verstuur.blocked'),
      experts: text('verstuur.blockedExperts', {address: `${location.host}/api/uploads`, requests}),
    };
  }
  const words = waiting.some(({waitReason}) => waitReason === 'stranger') ? text('verstuur.stranger')
    : waiting.length > 0 ? describeWait(waiting[0]) : '';
  return {words, experts: ''};
}
