/**
 * The answers of a sender to the items of a checklist, as part of their message.
 */

import {byId, element} from './dom.js';
import {text} from './texts.js';

/** "3 van 5 ontvangen, 1 niet van toepassing". @param {import('json').ChecklistCounts} counts */
export function countedItems({total, received, notApplicable}) {
  const words = text('onderdelen.counts', {received, total});
  return notApplicable > 0 ? `${words}, ${text('onderdelen.countsNot', {count: notApplicable})}` : words;
}

/** Shows the items, or hides their row. @param {import('json').ItemAnswer[]} [items] */
export function showSaidItems(items = []) {
  byId('bericht-onderdelen-deel').hidden = items.length === 0;
  byId('bericht-onderdelen').replaceChildren(...items.map(({position, title, state, reason}) => element('li', {},
      element('strong', {}, title || text('onderdelen.nameless', {number: position})),
      `: ${text(`onderdelen.${state}`)}`,
      ...(reason ? [element('span', {class: 'rc-letter'}, ` – ${reason}`)] : []))));
}
