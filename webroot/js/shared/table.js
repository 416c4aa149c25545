/**
 * Makes rows of tables. A phone shows rows as cards, and browsers then drop the implicit roles; so the roles are
 * explicit.
 */

import {element} from './dom.js';

for (const table of document.querySelectorAll('.rc-table > table')) {
  table.setAttribute('role', 'table');
  table.querySelectorAll('thead, tbody').forEach((group) => group.setAttribute('role', 'rowgroup'));
}

/** @param {...HTMLElement} cells */
export function row(...cells) {
  return element('tr', {class: 'utrecht-table__row', role: 'row'}, ...cells);
}

/**
 * @param {string} label its column's heading
 * @param {string | Node} content
 * @param {string} [more] a class
 */
export function cell(label, content, more = '') {
  return element('td', {class: `utrecht-table__cell ${more}`, role: 'cell', 'data-label': label}, content);
}
