/**
 * Mail gateways open links, run the pages and press the buttons they find. Before an action that changes or destroys
 * data, this module makes sure that a human is here: a person who has chosen a file, has signed in, or has typed a word
 * when asked.
 */

import {askConfirmation} from './confirm.js';

let human = false;

/** Call after an act that gateways do not perform. */
export function markHuman() {
  human = true;
}

/**
 * Asks in any case; the word must be typed unless a human is known to be here.
 * @param {{title: string, words: string, yes: string}} question
 */
export async function confirmAsHuman(question) {
  const confirmed = await askConfirmation({...question, typed: !human});
  human = human || confirmed;
  return confirmed;
}

/**
 * Asks for the typed word, unless a human is known to be here.
 * @param {{title: string, words: string, yes: string}} question @returns {Promise<boolean>} true to go on
 */
export async function confirmUnlessHuman(question) {
  human = human || await askConfirmation({...question, typed: true});
  return human;
}
