import {byId, element} from './dom.js';
import {text} from './texts.js';

/** @typedef {{email: string, known: boolean, similarTo: string | null}} Familiar what the server knows of an address */

/** What is unusual about an address that somebody is about to write to; empty when nothing is. @param {Familiar} address */
export function unusual({email, known, similarTo}) {
  return similarTo ? text('verzoek.similar', {email, similarTo}) : known ? '' : text('verzoek.firstTime', {email});
}

/** The same beside the address. @param {Familiar} address */
export function unusualInShort({known, similarTo}) {
  return similarTo ? text('verzoek.similarShort', {similarTo}) : known ? '' : text('verzoek.firstTimeShort');
}

/** @param {string[]} warnings */
export function showWarnings(warnings) {
  byId('waarschuwing').hidden = warnings.length === 0;
  byId('waarschuwingen').replaceChildren(
      ...warnings.map((words) => element('li', {class: 'utrecht-unordered-list__item'}, words)));
}
