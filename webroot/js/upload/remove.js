import {call, forTransfer, Problem, readResponse} from '../shared/api.js';
import {withTimeout} from '../shared/timeout.js';

/** In ms. */
const PATIENCE = 30_000;
const HEADERS = {'Tus-Resumable': '1.0.0'};

/**
 * Takes it off the server's list, also while the server has not answered that it begins.
 * @param {import('./item.js').Item} item @param {string} transfer
 */
export async function removeItem({url, client}, transfer) {
  await (url ? removeDocument(url) : deselect([client], transfer));
}

/** What has not begun, as far as this page knows. @param {string[]} clients @param {string} transfer */
function deselect(clients, transfer) {
  return call('POST', forTransfer('/api/transfer/chosen/removal', transfer), {clients});
}

/** Has the server forget a document, whole or half (tus termination). @param {string} url */
export async function removeDocument(url) {
  let answer;
  let content;
  try {
    [answer, content] = await withTimeout(PATIENCE, async (signal) => {
      const got = await fetch(url, {method: 'DELETE', headers: HEADERS, signal});
      return [got, await got.text()];
    });
  } catch {
    throw new Problem('network');
  }
  // Gone already is as good, when it is our server that says so.
  if (!(answer.headers.has('Tus-Resumable') && (answer.status === 404 || answer.status === 410))) {
    readResponse(answer, content);
  }
}

/** How many are asked for at the same time. */
const AT_ONCE = 4;

/**
 * @param {import('./item.js').Item[]} items @param {string} transfer
 * @returns {Promise<{items: import('./item.js').Item[], problem: unknown}>} those that could not be removed, and why
 */
export async function removeAll(items, transfer) {
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
  const chosen = items.filter(({url}) => url === null);
  if (chosen.length > 0) {
    await deselect(chosen.map(({client}) => client), transfer).catch((failed) => {
      kept.push(...chosen);
      problem = failed;
    });
  }
  await Promise.all(Array.from({length: AT_ONCE}, work));
  return {items: kept, problem};
}
