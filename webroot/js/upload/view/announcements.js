import {announce} from '../../shared/dom.js';
import {text} from '../../shared/texts.js';

/** In ms: what happens so close together is said together. */
const TOGETHER = 700;
/** So many are told of by name, more by their number. */
const BY_NAME = 4;

/** @type {Map<string, string[]>} names by what happened to them */
const waiting = new Map();

/**
 * Has a screen reader say what happened to a document, or to how many it happened.
 * @param {string} what a text with a name in it; the one for several is called the same with "Many" @param {string} name
 */
export function announceDocument(what, name) {
  if (waiting.size === 0) {
    setTimeout(say, TOGETHER);
  }
  const names = waiting.get(what) ?? [];
  names.push(name);
  waiting.set(what, names);
}

function say() {
  for (const [what, names] of waiting) {
    if (names.length > BY_NAME) {
      announce(text(`verstuur.${what}Many`, {count: names.length}));
    } else {
      names.forEach((name) => announce(text(`verstuur.${what}`, {name})));
    }
  }
  waiting.clear();
}
