/**
 * How staff divide their work on the page of a transfer: marking it as unread.
 */

import {call} from '../shared/api.js';
import {byId} from '../shared/dom.js';
import {showProblem} from '../shared/errors.js';
import {lastList} from '../shared/list-memory.js';

/** @param {import('json').Dossier} dossier @param {string} path of the transfer */
export function offerTriage({state, concerned}, path) {
  const unread = byId('ongelezen');
  unread.hidden = !concerned || ['withdrawn', 'destroyed'].includes(state);
  unread.onclick = () => markUnread(path);
}

/** Goes back to the list: looking at the transfer again would mark it as read. @param {string} path */
async function markUnread(path) {
  try {
    await call('POST', `${path}/unread`, {});
    location.assign(lastList());
  } catch (problem) {
    showProblem(problem);
  }
}
