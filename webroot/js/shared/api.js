/**
 * Calls the portal's JSON API.
 */

import {Problem, toProblem} from './problem.js';
import {withTimeout} from './timeout.js';

/** After these calls the browser has another cookie. */
const GIVES_COOKIE = /^\/api\/(sessions|staff\/(sign-in|code|return))\b/;
/** In ms: a tab that hangs must not hold up the others for longer. */
const LOCK_WAIT = 5000;
/** In ms, until an answer counts as lost. A call that changes something may keep the server busy for longer. */
const READ = 30_000;
const ACT = 60_000;

/** Opens this page's link again, if that is still allowed. @type {() => Promise<boolean>} */
let openAgain = async () => false;

/** @param {() => Promise<boolean>} action resolves to true if it opened the link */
export function onLinkLost(action) {
  openAgain = action;
}

/**
 * Handles the answer that this browser may not see the transfer. Another tab may have given the browser a cookie
 * without this page's link; the link is then opened again.
 * @param {string | undefined} code of the problem
 * @returns {Promise<boolean>} true if the same request is worth another try
 */
export async function reopenLink(code) {
  return code === 'not-found' && openAgain();
}

/**
 * @template T
 * @param {string} method
 * @param {string} path
 * @param {object} [body] sent as JSON
 * @returns {Promise<T>} the JSON of the answer, null if it is empty
 * @throws {Problem}
 */
export async function call(method, path, body) {
  const action = /** @type {() => Promise<T>} */ (() => send(method, path, body));
  try {
    return await (method !== 'GET' && GIVES_COOKIE.test(path) ? withCookieLock(action) : action());
  } catch (problem) {
    if (problem instanceof Problem && await reopenLink(problem.code)) {
      return action();
    }
    throw problem;
  }
}

/**
 * Runs actions one after the other over all tabs: each starts with the links that the previous tab has opened, and
 * keeps them.
 * @template T @param {() => Promise<T>} action @returns {Promise<T>}
 */
async function withCookieLock(action) {
  let begun = false;
  const run = () => {
    begun = true;
    return action();
  };
  if (!navigator.locks) {
    return run();
  }
  try {
    return await navigator.locks.request('rijkscloud-cookie', {signal: AbortSignal.timeout(LOCK_WAIT)}, run);
  } catch (problem) {
    if (begun) {
      throw problem;
    }
    return action();
  }
}

/** @param {string} method @param {string} path @param {object} [body] */
async function send(method, path, body) {
  const headers = {Accept: 'application/json', ...(method !== 'GET' && {'Content-Type': 'application/json'})};
  const options = /** @type {const} */ ({method, headers, cache: 'no-store', redirect: 'manual'});
  const json = body && JSON.stringify(body);
  const {answer, content} = await fetchText(method === 'GET' ? READ : ACT, path, {...options, body: json});
  return readResponse(answer, content);
}

/**
 * @param {number} ms until the answer counts as lost @param {string} path @param {RequestInit} options
 * @returns {Promise<{answer: Response, content: string}>}
 * @throws {Problem} if there is no answer
 */
export async function fetchText(ms, path, options) {
  try {
    return await withTimeout(ms, async (signal) => {
      const answer = await fetch(path, {...options, signal});
      return {answer, content: await answer.text()};
    });
  } catch {
    throw new Problem('network');
  }
}

/**
 * @param {Response} answer @param {string} content @returns {unknown} its JSON, null if it is empty @throws {Problem}
 */
export function readResponse(answer, content) {
  const found = parseJson(content);
  const json = /^application\/(problem\+)?json\b/.test(answer.headers.get('Content-Type') ?? '');
  if (answer.ok && (content === '' || (json && found !== null))) {
    return found;
  }
  const body = /** @type {import('json').ProblemBody | null} */ (found);
  if (answer.ok || typeof body?.code !== 'string') {
    // The portal never redirects. An answer without one of its codes comes from a proxy or a public network.
    throw new Problem(answer.status >= 500 ? 'unavailable' : 'stranger', {status: answer.status});
  }
  throw toProblem(answer.status, body, answer.headers.get('Retry-After'));
}

/** @param {string} content @returns {unknown} null if it is no JSON */
export function parseJson(content) {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

/**
 * Names the transfer in a call about it, since the browser's cookie may open several.
 * @param {string} path @param {string | null | undefined} transfer
 */
export function forTransfer(path, transfer) {
  return transfer ? `${path}?transfer=${encodeURIComponent(transfer)}` : path;
}
