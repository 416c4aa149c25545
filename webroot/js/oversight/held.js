/**
 * Shows documents that wait for the virus scanner, and lets a beheerder decide about each.
 */

import {call} from '../shared/api.js';
import {askConfirmation} from '../shared/confirm.js';
import {byId, element} from '../shared/dom.js';
import {clearErrors, showProblem} from '../shared/errors.js';
import {moment, size} from '../shared/format.js';
import {cell, row} from '../shared/table.js';
import {text} from '../shared/texts.js';

/** @typedef {import('json').HeldDocuments['items'][number]} Held */

export async function showHeld() {
  /** @type {import('json').HeldDocuments} */
  const {count, items} = await call('GET', '/api/staff/held');
  byId('opgehouden').hidden = count === 0;
  byId('opgehouden-aantal').textContent = text('inspectie-wachtrijen.heldCount', {count});
  byId('opgehouden-rijen').replaceChildren(...items.map(line));
}

/** @param {Held} item */
function line(item) {
  return row(
      cell(text('inspectie-wachtrijen.heldNumber'),
          element('a', {class: 'utrecht-link', href: `/inspectie/verzending/${item.transfer}`}, item.number)),
      cell(text('inspectie-wachtrijen.since'), moment(item.since)),
      cell(text('inspectie-wachtrijen.heldSize'), size(item.size)),
      cell(text('inspectie-wachtrijen.why'), text(`inspectie-wachtrijen.held-${item.reason}`)),
      cell(text('inspectie-wachtrijen.acts'), item.decision === null
        ? element('span', {}, button(item, 'deliver'), button(item, 'refuse'))
        : text(`inspectie-wachtrijen.held-${item.decision}-soon`)));
}

/** @param {Held} item @param {'deliver' | 'refuse'} what */
function button(item, what) {
  const made = element('button', {class: 'utrecht-button utrecht-button--subtle', type: 'button'},
      text(`inspectie-wachtrijen.held-${what}`));
  made.addEventListener('click', () => decide(item, what));
  return made;
}

/** @param {Held} item @param {'deliver' | 'refuse'} what */
async function decide(item, what) {
  if (!await askConfirmation({
    title: text(`inspectie-wachtrijen.held-${what}-title`, {number: item.number}),
    words: text(`inspectie-wachtrijen.held-${what}-words`), yes: text(`inspectie-wachtrijen.held-${what}`),
  })) {
    return;
  }
  try {
    await call('POST', `/api/staff/held/${item.id}/${what}`, {});
    clearErrors();
    byId('gedaan').textContent = text(`inspectie-wachtrijen.held-${what}-done`, {number: item.number});
    byId('lijst').tabIndex = -1;
    byId('lijst').focus();
    await showHeld();
  } catch (problem) {
    showProblem(problem);
  }
}
