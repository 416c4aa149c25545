import {duration} from './format.js';
import {hasText, text} from './texts.js';
import {withTimeout} from './timeout.js';

/** What the server, or the line to it, had against a request. Shown by its code only. */
export class Problem extends Error {
  /** @param {string} code @param {Record<string, any>} [details] */
  constructor(code, details = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }

  /** In the reader's words; a code that we have no words for gets the general ones. */
  get words() {
    const [first] = Array.isArray(this.details.errors) ? this.details.errors : [];
    if (first?.field === 'filename') {
      return text(first.code === 'too-long' ? 'problem.long-name' : 'problem.bad-name');
    }
    const key = `problem.${this.code}`;
    const wait = duration(this.details.retryAfter ?? 60);
    return hasText(key) ? text(key, {wait, count: this.details.triesLeft ?? 0, ending: this.details.numberEnding ?? ''}) : text('problem.other');
  }
}

/** After these the browser has another cookie. */
const GIVES_COOKIE = /^\/api\/(sessions|staff\/(sign-in|code|return))\b/;
/** In ms: a tab that hangs must not hold up the others for longer. */
const TURN = 5000;
/** In ms: no answer is waited for longer. What changes something may have a long way to go on the server. */
const READ = 30_000;
const ACT = 60_000;

/** Opens this page's link once details, if it still may. @type {() => Promise<boolean>} */
let openAgain = async () => false;

/** @param {() => Promise<boolean>} action answers whether it opened the link */
export function onLinkLost(action) {
  openAgain = action;
}

/**
 * For an answer that there is nothing here for this browser. Another tab may have got the browser a cookie that knows nothing of this page's link; then
 * the link is opened once details. Answers whether the same request is worth another try.
 * @param {string | undefined} code
 */
export async function reopenLink(code) {
  return code === 'not-found' && openAgain();
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body] sent as JSON
 * @returns {Promise<any>} the JSON answered, null when there is none
 * @throws {Problem}
 */
export async function call(method, path, body) {
  const action = () => send(method, path, body);
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
 * One after the other over all tabs: each then begins with what the tab before it has opened, instead of pushing it out.
 * @param {() => Promise<any>} action
 */
async function withCookieLock(action) {
  let begun = false;
  const turn = () => {
    begun = true;
    return action();
  };
  try {
    return await (navigator.locks ? navigator.locks.request('rijkscloud-cookie', {signal: AbortSignal.timeout(TURN)}, turn) : turn());
  } catch (problem) {
    if (begun) {
      throw problem;
    }
    return action();
  }
}

/** @param {string} method @param {string} path @param {object} [body] */
async function send(method, path, body) {
  const headers = /** @type {Record<string, string>} */ ({Accept: 'application/json'});
  if (method !== 'GET') {
    headers['Content-Type'] = 'application/json';
  }
  let answer;
  let content;
  try {
    [answer, content] = await withTimeout(method === 'GET' ? READ : ACT, async (signal) => {
      const got = await fetch(path, {
        method, headers, cache: 'no-store', redirect: 'manual', body: body && JSON.stringify(body), signal,
      });
      return [got, await got.text()];
    });
  } catch {
    throw new Problem('network');
  }
  return readResponse(answer, content);
}

/** @param {Response} answer @param {string} content */
export function readResponse(answer, content) {
  const found = parseJson(content);
  const json = /^application\/(problem\+)?json\b/.test(answer.headers.get('Content-Type') ?? '');
  if (answer.ok && (content === '' || (json && found !== null))) {
    return found;
  }
  if (answer.ok || typeof found?.code !== 'string') {
    // Ours never redirects, and what has none of our codes was answered by a proxy, or a public network, in the place of our server.
    throw new Problem(answer.status >= 500 ? 'unavailable' : 'stranger', {status: answer.status});
  }
  throw toProblem(answer.status, found, answer.headers.get('Retry-After'));
}

/** The JSON that an answer holds, null when it holds none. @param {string} content */
export function parseJson(content) {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

/** @param {number} status @param {any} content @param {string | null} retryAfter seconds */
export function toProblem(status, content, retryAfter) {
  const seconds = Number.parseInt(retryAfter ?? '', 10);
  const details = {...content, status, retryAfter: Number.isNaN(seconds) ? undefined : seconds};
  return new Problem(typeof content?.code === 'string' ? content.code : 'other', details);
}

/** Every call about a transfer names it: the browser's cookie may open several. @param {string} path @param {string | null | undefined} transfer */
export function forTransfer(path, transfer) {
  return transfer ? `${path}?transfer=${encodeURIComponent(transfer)}` : path;
}
