/**
 * The tabs of the overview: what staff have to do, and how many transfers that concerns.
 */

import {byId, element} from '../shared/dom.js';
import {text} from '../shared/texts.js';

/** Links each tab to its list, with the other filters of this one. @param {URLSearchParams} query */
export function showTabs(query) {
  for (const tabLink of tabs()) {
    const there = new URLSearchParams(query);
    there.delete('after');
    there.set('tab', tabLink.dataset.tab ?? '');
    tabLink.href = `/inspectie?${there}`;
    if ((query.get('tab') ?? '') === tabLink.dataset.tab) {
      tabLink.setAttribute('aria-current', 'page');
    }
  }
}

/** @returns {HTMLAnchorElement[]} */
function tabs() {
  return [...byId('bladen').querySelectorAll('a')];
}

/** @param {import('json').TransferCounts} counts */
export function showCounts(counts) {
  for (const tabLink of tabs()) {
    const count = counts[/** @type {keyof typeof counts} */ (tabLink.dataset.tab ?? '')];
    if (count) {
      tabLink.append(' ', element('span', {class: 'rc-count'},
          count < counts.most ? String(count) : text('inspectie.countMost', {count: counts.most - 1})));
    }
  }
}
