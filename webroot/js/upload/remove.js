import {Problem, read} from '../api.js';
import {within} from '../within.js';

/** In ms. */
const PATIENCE = 30_000;
const HEADERS = {'Tus-Resumable': '1.0.0'};

/** Has the server forget a document, whole or half (tus termination). @param {string} url */
export async function removeDocument(url) {
  let answer;
  let content;
  try {
    [answer, content] = await within(PATIENCE, async (signal) => {
      const got = await fetch(url, {method: 'DELETE', headers: HEADERS, signal});
      return [got, await got.text()];
    });
  } catch {
    throw new Problem('network');
  }
  // Gone already is as good, when it is our server that says so.
  if (!(answer.headers.has('Tus-Resumable') && (answer.status === 404 || answer.status === 410))) {
    read(answer, content);
  }
}

/** How many are asked for at the same time. */
const AT_ONCE = 4;

/**
 * @param {import('./item.js').Item[]} items
 * @returns {Promise<{items: import('./item.js').Item[], problem: unknown}>} those that could not be removed, and why
 */
export async function removeAll(items) {
  const left = items.filter(({url}) => url !== null);
  const kept = /** @type {import('./item.js').Item[]} */ ([]);
  /** @type {unknown} */
  let problem = null;
  const work = async () => {
    for (let item = left.shift(); item; item = left.shift()) {
      try {
        await removeDocument(/** @type {string} */ (item.url));
      } catch (failed) {
        kept.push(item);
        problem = failed;
      }
    }
  };
  await Promise.all(Array.from({length: AT_ONCE}, work));
  return {items: kept, problem};
}
