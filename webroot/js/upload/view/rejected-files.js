import {element} from '../../shared/dom.js';
import {showList} from '../../shared/errors.js';
import {text} from '../../shared/texts.js';

/** So many of a kind are said in full. */
const IN_FULL = 3;

/** @typedef {{name: string, words: string}} RejectedFile a file that is not added, and the sentence that says why */

/**
 * What was not added, in a list that stays short: of each kind the first ones in full, the others behind a disclosure.
 * @param {RejectedFile[]} rejected @param {number} offered how many files there were
 */
export function showRejectedFiles(rejected, offered) {
  const title = text('verstuur.addedOf', {done: offered - rejected.length, count: offered});
  showList(title, text('verstuur.notAddedTitle'), [...kinds(rejected).values()].flatMap(linesOf));
}

/** Alike are those whose sentences differ in the name only. @param {RejectedFile[]} rejected */
function kinds(rejected) {
  /** @type {Map<string, RejectedFile[]>} */
  const found = new Map();
  for (const one of rejected) {
    const kind = one.words.replace(one.name, '');
    const alike = found.get(kind) ?? [];
    alike.push(one);
    found.set(kind, alike);
  }
  return found;
}

/** @param {RejectedFile[]} alike */
function linesOf(alike) {
  // One more line costs no more than the disclosure would.
  const count = alike.length <= IN_FULL + 1 ? alike.length : IN_FULL;
  const lines = alike.slice(0, count).map(({words}) => element('li', {}, words));
  const others = alike.slice(count);
  if (others.length > 0) {
    lines.push(element('li', {}, element('details', {},
        element('summary', {}, text('verstuur.notAddedMore', {count: others.length})),
        element('ul', {class: 'rc-summary__list'}, ...others.map(({name}) => element('li', {}, name))))));
  }
  return lines;
}
