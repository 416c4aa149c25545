/**
 * Removes documents on the server, including announced ones.
 */

import {call, fetchText, forTransfer, readResponse} from '../shared/api.js';

/** In ms, until the answer counts as lost. */
const TIMEOUT = 30_000;
const HEADERS = {'Tus-Resumable': '1.0.0'};
/** Requests at the same time. */
const AT_ONCE = 4;

/**
 * The server's answer to the creation may still be missing; then it knows the document by its client id.
 * @param {import('./item.js').Item} item @param {string} transfer
 */
export async function removeItem({url, client}, transfer) {
  await (url ? removeDocument(url) : deselect([client], transfer));
}

/**
 * Removes documents without an upload, as far as this page knows.
 * @param {string[]} clients @param {string} transfer
 */
function deselect(clients, transfer) {
  return call('POST', forTransfer('/api/transfer/chosen/removal', transfer), {clients});
}

/** Removes a complete or partial document (tus termination). @param {string} url */
export async function removeDocument(url) {
  const {answer, content} = await fetchText(TIMEOUT, url, {method: 'DELETE', headers: HEADERS});
  // The server may answer that the document has been removed already.
  if (!(answer.headers.has('Tus-Resumable') && (answer.status === 404 || answer.status === 410))) {
    readResponse(answer, content);
  }
}

/**
 * @param {import('./item.js').Item[]} items @param {string} transfer
 * @returns {Promise<{items: import('./item.js').Item[], problem: unknown}>} the items that could not be removed, and
 * the reason
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
  const unbegun = items.filter(({url}) => url === null);
  if (unbegun.length > 0) {
    await deselect(unbegun.map(({client}) => client), transfer).catch((failed) => {
      kept.push(...unbegun);
      problem = failed;
    });
  }
  await Promise.all(Array.from({length: AT_ONCE}, work));
  return {items: kept, problem};
}
