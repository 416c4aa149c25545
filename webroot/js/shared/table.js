import {element} from './dom.js';

/** @param {...HTMLElement} cells */
export function row(...cells) {
  return element('tr', {class: 'utrecht-table__row', role: 'row'}, ...cells);
}

/**
 * The roles are written out because a phone shows rows as cards, and a table that is not shown as one loses them.
 * @param {string} label its column's heading
 * @param {string | Node} content
 * @param {string} [more] a class
 */
export function cell(label, content, more = '') {
  return element('td', {class: `utrecht-table__cell ${more}`, role: 'cell', 'data-label': label}, content);
}
