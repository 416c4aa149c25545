import {text} from '../../shared/texts.js';

/** After so many tries without a byte more it is no hiccup: something in between lets nothing through. */
const CERTAIN = 3;

/** @typedef {import('../item.js').Item} Item */

/** Why a document waits, in short. @param {Item} item */
export function describeWait({waitReason, attempts}) {
  switch (waitReason) {
    case 'stranger': return text('verstuur.strangerShort');
    case 'blocked': return text(attempts < CERTAIN ? 'verstuur.interrupted' : 'verstuur.blockedShort');
    case 'wait': return text('verstuur.busy');
    default: return text('verstuur.offline');
  }
}

/**
 * What is said once for all documents: a sentence for the person, and a line for those who run the network. That names
 * the requests which do not get through, and nothing of the documents.
 * @param {Item[]} items @param {import('../transport/network-profile.js').NetworkProfile} network
 * @returns {{words: string, experts: string}} empty when the line is well
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
