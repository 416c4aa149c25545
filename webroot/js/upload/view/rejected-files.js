/**
 * Shows the files that were not added. The first ones of each kind are shown in full, the others behind a disclosure.
 */

import {element} from '../../shared/dom.js';
import {showList} from '../../shared/errors.js';
import {text} from '../../shared/texts.js';

/** Files of one kind that are shown in full. */
const IN_FULL = 3;

/** @typedef {{name: string, words: string}} RejectedFile `words` is the sentence with the reason */

/** @param {RejectedFile[]} rejected @param {number} offered files in all */
export function showRejectedFiles(rejected, offered) {
  const title = text('verstuur.addedOf', {done: offered - rejected.length, count: offered});
  showList(title, text('verstuur.notAddedTitle'), [...groupByKind(rejected).values()].flatMap(linesOf));
}

/** Groups the files whose sentences differ in the name only. @param {RejectedFile[]} rejected */
function groupByKind(rejected) {
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
  // One more line takes no more room than the disclosure.
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
