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
