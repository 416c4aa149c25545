/**
 * The checklist of a request, on the page of one of its transfers for staff.
 */

import {byId, element} from '../shared/dom.js';
import {moment} from '../shared/format.js';
import {countedItems} from '../shared/said-items.js';
import {text} from '../shared/texts.js';

/** @typedef {NonNullable<import('json').Dossier['checklist']>} Checklist */

/** @param {{given: number, most: number} | null} answers of a request that may be answered several times */
export function answered(answers) {
  return answers && text(`inspectie-verzending.answers${answers.given < answers.most ? 'Of' : 'Full'}`, answers);
}

/** @param {import('json').Dossier} dossier @param {import('json').Member} me */
export function showAsked({checklist: list, id: here, kind, state, sender, decides}, me) {
  byId('zoals-deel').hidden = kind !== 'requested' || !decides;
  /** @type {HTMLAnchorElement} */ (byId('zoals')).href = `/inspectie/verzoek?zoals=${here}`;
  // A copy has the numbers of recipients, for the person who has typed them.
  byId('kopie-deel').hidden = kind !== 'sent' || state === 'open' || sender.email !== me.email;
  /** @type {HTMLAnchorElement} */ (byId('kopie')).href = `/inspectie/verzenden?zoals=${here}`;
  byId('lijst-deel').hidden = !list;
  if (list) {
    byId('lijst-stand').textContent = countedItems(list);
    byId('lijst-uitleg').hidden = list.items.some(({title}) => title !== null);
    byId('lijst-onderdelen').replaceChildren(...list.items.map((item) => line(item, here)));
  }
}

/** @param {Checklist['items'][number]} item @param {string} here */
function line({position, title, explanation, state, transfer, saidAt}, here) {
  const parts = [
    element('strong', {}, title ?? text('onderdelen.nameless', {number: position})),
    element('span', {class: `rc-tag${state === 'received' ? ' rc-tag--done' : ''}`}, text(`onderdelen.${state}`)),
  ];
  if (explanation) {
    parts.push(element('span', {class: 'rc-item-state'}, explanation));
  }
  if (transfer && saidAt) {
    const time = moment(saidAt);
    parts.push(transfer === here
      ? element('span', {class: 'rc-item-state'}, time)
      : element('a', {class: 'utrecht-link', href: `/inspectie/verzending/${transfer}`},
          text('onderdelen.inPart', {time})));
  }
  return element('li', {class: 'rc-item rc-item--line'}, ...parts);
}
