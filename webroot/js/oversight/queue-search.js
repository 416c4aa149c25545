/**
 * The search among mails and texts that wait or have failed. The typed words are kept neither in the address nor
 * in the history.
 */

import {call} from '../shared/api.js';
import {byId, element} from '../shared/dom.js';
import {clearErrors, showProblem} from '../shared/errors.js';
import {kindName} from './queue-rows.js';

/** @typedef {import('json').QueueSearch} Found */

/**
 * Offers each kind of message once by its name; several kinds can share one.
 * @param {string[]} kinds
 */
export function offerKinds(kinds) {
  /** @type {Map<string, string[]>} */
  const named = new Map();
  for (const kind of kinds) {
    named.set(kindName(kind), [...named.get(kindName(kind)) ?? [], kind]);
  }
  const place = byId('kind');
  place.replaceChildren(/** @type {Node} */ (place.firstElementChild),
      ...[...named].sort(([one], [other]) => one.localeCompare(other, document.documentElement.lang))
          .map(([name, those]) => element('option', {value: those.join(' ')}, name)));
}

/** @param {(found: Found) => void} show */
export function openQueueSearch(show) {
  byId('filters').addEventListener('submit', async (event) => {
    event.preventDefault();
    const asked = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    const words = /** @param {string} name */ (name) => String(asked.get(name) ?? '').trim();
    try {
      /** @type {Found} */
      const found = await call('POST', '/api/staff/queues/search', {
        sought: words('sought'), channel: words('channel'), state: words('state'),
        kinds: words('kind').split(' ').filter((kind) => kind !== ''),
      });
      clearErrors();
      show(found);
    } catch (problem) {
      showProblem(problem);
    }
  });
}
