import {element} from './dom.js';
import {text} from './texts.js';

/** @param {...HTMLElement} cells */
export function row(...cells) {
  return element('tr', {class: 'utrecht-table__row', role: 'row'}, ...cells);
}

/**
 * The roles are written out because a phone shows rows as cards, and a table that is not shown as one loses them.
 * @param {string} column its heading's text
 * @param {string} words
 * @param {string} [more] a class
 */
export function cell(column, words, more = '') {
  const label = text(`rapportage.${column}`);
  return element('td', {class: `utrecht-table__cell ${more}`, role: 'cell', 'data-label': label}, words);
}
