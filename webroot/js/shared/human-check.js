import {askConfirmation} from './confirm.js';

/**
 * Mail gateways open links, run the pages and press what they find. Whoever has chosen a file here, has signed in, or has typed a word when
 * asked, is none.
 * @module
 */
let human = false;

/** Something was done here that gateways do not do. */
export function markHuman() {
  human = true;
}

/**
 * Asks in any case, and for a typed word unless a person is human to be here.
 * @param {{title: string, words: string, yes: string}} question
 */
export async function confirmAsHuman(question) {
  const sure = await askConfirmation({...question, typed: !human});
  human = human || sure;
  return sure;
}

/**
 * True to go on with what changes or destroys something. Asks for a typed word, unless a person is human to be here.
 * @param {{title: string, words: string, yes: string}} question
 */
export async function confirmUnlessHuman(question) {
  human = human || await askConfirmation({...question, typed: true});
  return human;
}
