import {Problem, problemOf} from '../api.js';

/** Has the server forget a document, whole or half (tus termination). @param {string} url */
export async function removeDocument(url) {
  let answer;
  try {
    answer = await fetch(url, {method: 'DELETE', headers: {'Tus-Resumable': '1.0.0'}});
  } catch {
    throw new Problem('network');
  }
  // Gone already is as good.
  if (!answer.ok && answer.status !== 404 && answer.status !== 410) {
    throw problemOf(answer.status, await answer.json().catch(() => null), answer.headers.get('Retry-After'));
  }
}
