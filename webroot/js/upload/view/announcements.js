/**
 * Makes screen readers announce events of documents, several of them in one sentence.
 */

import {announce} from '../../shared/dom.js';
import {text} from '../../shared/texts.js';

/** In ms: events within this time are announced together. */
const TOGETHER = 700;
/** Up to so many documents are named; more are counted. */
const BY_NAME = 4;

/** The documents' names by event. @type {Map<string, string[]>} */
const waiting = new Map();

/**
 * @param {string} event the key of its text; that for several documents ends in "Many" @param {string} name
 */
export function announceDocument(event, name) {
  if (waiting.size === 0) {
    setTimeout(announceAll, TOGETHER);
  }
  const names = waiting.get(event) ?? [];
  names.push(name);
  waiting.set(event, names);
}

function announceAll() {
  for (const [event, names] of waiting) {
    if (names.length > BY_NAME) {
      announce(text(`verstuur.${event}Many`, {count: names.length}));
    } else {
      names.forEach((name) => announce(text(`verstuur.${event}`, {name})));
    }
  }
  waiting.clear();
}
