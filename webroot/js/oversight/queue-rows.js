/**
 * Rows of mails and texts that wait or have failed, with what an operator can do about each.
 */

import {askConfirmation} from '../shared/confirm.js';
import {element} from '../shared/dom.js';
import {moment} from '../shared/format.js';
import {cell, row} from '../shared/table.js';
import {hasText, text} from '../shared/texts.js';

/** @typedef {import('json').QueuedLetter} Letter */
/** @typedef {(item: Letter, what: 'retry' | 'drop') => Promise<void>} Act */

/** The words for a kind of message. @param {string} kind */
export function kindName(kind) {
  const known = `inspectie-verzending.letter-${kind}`;
  return text(hasText(known) ? known : 'inspectie-verzending.letter-other');
}

/** @param {Letter} item @param {Act} act */
export function queueRow(item, act) {
  const what = kindName(item.kind);
  const letter = item.transfer
    ? element('a', {class: 'utrecht-link', href: `/inspectie/verzending/${item.transfer}`}, what) : what;
  return row(
      cell(text('inspectie-wachtrijen.letter'), letter),
      cell(text('inspectie-wachtrijen.to'),
          item.to ?? text('inspectie-verzending.number', {ending: item.numberEnding ?? ''}), 'rc-file'),
      cell(text('inspectie-wachtrijen.since'), moment(item.createdAt)),
      cell(text('inspectie-wachtrijen.why'), why(item)),
      cell(text('inspectie-wachtrijen.acts'), acts(item, act)));
}

/** @param {Letter} item */
function why({state, attempts, reason, dueAt}) {
  if (state !== 'waiting') {
    return text(`inspectie-wachtrijen.${state}`, {reason: reason ?? '–'});
  }
  return attempts === 0 ? text('inspectie-wachtrijen.notTried')
    : text('inspectie-wachtrijen.tried', {count: attempts, reason: reason ?? '–', next: moment(dueAt)});
}

/** @param {Letter} item @param {Act} act */
function acts(item, act) {
  const place = element('span', {});
  if (item.state === 'waiting') {
    place.append(button('retry', () => act(item, 'retry')));
  }
  if (item.state === 'unknown' && Date.parse(item.expiresAt) > Date.now()) {
    place.append(button('again', () => again(item, act)));
  }
  place.append(button(item.state === 'waiting' ? 'drop' : 'dismiss', () => drop(item, act)));
  return place;
}

/** @param {string} what @param {() => void} action */
function button(what, action) {
  const made = element('button', {class: 'utrecht-button utrecht-button--subtle', type: 'button'},
      text(`inspectie-wachtrijen.${what}`));
  made.addEventListener('click', action);
  return made;
}

/** @param {Letter} item @param {Act} act */
async function again(item, act) {
  if (await askConfirmation({
    title: text('inspectie-wachtrijen.againTitle'), words: text('inspectie-wachtrijen.againWords'),
    yes: text('inspectie-wachtrijen.again'),
  })) {
    await act(item, 'retry');
  }
}

/** @param {Letter} item @param {Act} act */
async function drop(item, act) {
  const waiting = item.state === 'waiting';
  if (!waiting || await askConfirmation({
    title: text('inspectie-wachtrijen.dropTitle'), words: text('inspectie-wachtrijen.dropWords'),
    yes: text('inspectie-wachtrijen.drop'),
  })) {
    await act(item, 'drop');
  }
}
