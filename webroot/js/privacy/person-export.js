/** Saves the data kept about a person as a zip file, for a request for access. */

import {parseJson} from '../shared/api.js';
import {Problem, toProblem} from '../shared/problem.js';
import {withTimeout} from '../shared/timeout.js';

/** In ms: many rows become a long PDF. */
const PATIENCE = 120_000;
/** Milliseconds until the browser has surely begun to save. */
const SAVED = 60_000;

/** @param {string} query @throws {Problem} */
export async function saveExport(query) {
  const answer = await request(query);
  if (!answer.ok) {
    const body = /** @type {import('json').ProblemBody | null} */ (parseJson(await answer.text()));
    throw toProblem(answer.status, body, answer.headers.get('Retry-After'));
  }
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = `inzage-${new Date().toISOString().slice(0, 10)}.zip`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), SAVED);
}

/** @param {string} query @returns {Promise<Response>} */
async function request(query) {
  try {
    return await withTimeout(PATIENCE, (signal) => fetch('/api/staff/persons/export', {
      method: 'POST', cache: 'no-store', redirect: 'manual', signal,
      headers: {'Accept': 'application/zip', 'Content-Type': 'application/json'},
      body: JSON.stringify({query, language: document.documentElement.lang}),
    }));
  } catch {
    throw new Problem('network');
  }
}
