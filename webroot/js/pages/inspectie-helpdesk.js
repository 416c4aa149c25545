/**
 * The page on which the help desk looks up what somebody calls about.
 */

import {caseView, letterLine} from '../helpdesk/case-view.js';
import {call} from '../shared/api.js';
import {byId, element} from '../shared/dom.js';
import {clearErrors, showProblem} from '../shared/errors.js';
import {Problem} from '../shared/problem.js';
import {openStaffPage} from '../shared/staff-page.js';
import {text} from '../shared/texts.js';

openStaffPage(({roles}) => {
  if (!roles.includes('helpdesk')) {
    throw new Problem('not-found'); // as the server would answer the first search
  }
  byId('zoeken').addEventListener('submit', (event) => {
    event.preventDefault();
    search();
  });
});

/** The caller's words are kept neither in the page's address nor in the history. */
async function search() {
  const field = /** @type {HTMLInputElement} */ (byId('asked'));
  const asked = field.value.trim();
  show({kind: 'number', transfers: [], more: false, letters: []});
  byId('niets').hidden = true;
  byId('gevonden').textContent = '';
  try {
    /** @type {import('json').HelpDeskCases} */
    const found = await call('POST', '/api/staff/helpdesk', {asked});
    clearErrors();
    show(found);
    const none = found.transfers.length === 0 && found.letters.length === 0;
    byId('niets').hidden = !none;
    byId('gevonden').textContent = none ? text('inspectie-helpdesk.none', {asked})
      : text('inspectie-helpdesk.found', {asked, count: counted(found.transfers.length)});
    field.select(); // the next caller's words replace these
  } catch (problem) {
    showProblem(problem);
  }
}

/** @param {number} count */
function counted(count) {
  return text(`inspectie-helpdesk.${count === 1 ? 'transfer' : 'transfers'}`, {count});
}

/** @param {import('json').HelpDeskCases} found */
function show({transfers, more, letters}) {
  byId('meer').hidden = !more;
  byId('verzendingen').replaceChildren(...transfers.map((one, place) => caseView(one, place === 0)));
  byId('andere').hidden = letters.length === 0;
  byId('andere-lijst').replaceChildren(...letters.map((letter) =>
    element('li', {class: 'utrecht-unordered-list__item'}, letterLine(letter))));
}
