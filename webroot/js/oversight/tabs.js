/** The tabs of the overview: the tasks of staff, each with its number of transfers. */

import {byId, element} from '../shared/dom.js';
import {text} from '../shared/texts.js';

/**
 * Links each tab to its list, with the other filters of this one. Those about taking up are for members of departments.
 * @param {URLSearchParams} query @param {import('json').Member} member
 */
export function showTabs(query, {departments, roles}) {
  byId('eigen').hidden = !roles.includes('medewerker');
  if (departments.length === 0) {
    document.querySelectorAll('[data-department]').forEach((other) => (other.closest('li') ?? other).remove());
  }
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
  return [...document.querySelectorAll('a')].filter(({dataset}) => dataset.tab !== undefined);
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
