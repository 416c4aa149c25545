import {confirmed} from './confirm.js';

/**
 * Mail gateways open links, run the pages and press what they find. Whoever has chosen a file here, has signed in, or has typed a word when
 * asked, is none.
 * @module
 */
let known = false;

/** Something was done here that gateways do not do. */
export function isPerson() {
  known = true;
}

/**
 * Asks in any case, and for a typed word unless a person is known to be here.
 * @param {{title: string, words: string, yes: string}} question
 */
export async function askedAndSure(question) {
  const sure = await confirmed({...question, typed: !known});
  known = known || sure;
  return sure;
}

/**
 * True to go on with what changes or destroys something. Asks for a typed word, unless a person is known to be here.
 * @param {{title: string, words: string, yes: string}} question
 */
export async function surely(question) {
  known = known || await confirmed({...question, typed: true});
  return known;
}
