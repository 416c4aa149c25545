import {duration} from './format.js';
import {hasText, text} from './texts.js';

/** What the server, or the line to it, had against a request. Shown by its code only. */
export class Problem extends Error {
  /** @param {string} code @param {Record<string, any>} [more] */
  constructor(code, more = {}) {
    super(code);
    this.code = code;
    this.more = more;
  }

  /** In the reader's words; a code that we have no words for gets the general ones. */
  get words() {
    const key = `problem.${this.code}`;
    const wait = duration(this.more.retryAfter ?? 60);
    return hasText(key) ? text(key, {wait, count: this.more.triesLeft ?? 0, ending: this.more.numberEnding ?? ''}) : text('problem.other');
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body] sent as JSON
 * @returns {Promise<any>} the JSON answered, null when there is none
 * @throws {Problem}
 */
export async function call(method, path, body) {
  const headers = /** @type {Record<string, string>} */ ({Accept: 'application/json'});
  if (method !== 'GET') {
    headers['Content-Type'] = 'application/json';
  }
  let answer;
  try {
    answer = await fetch(path, {
      method, headers, cache: 'no-store', redirect: 'error', body: body && JSON.stringify(body),
    });
  } catch {
    throw new Problem('network');
  }
  const content = await answer.json().catch(() => null);
  if (!answer.ok) {
    throw problemOf(answer.status, content, answer.headers.get('Retry-After'));
  }
  return content;
}

/** @param {number} status @param {any} content @param {string | null} retryAfter seconds */
export function problemOf(status, content, retryAfter) {
  const seconds = Number.parseInt(retryAfter ?? '', 10);
  const more = {...content, status, retryAfter: Number.isNaN(seconds) ? undefined : seconds};
  return new Problem(typeof content?.code === 'string' ? content.code : 'other', more);
}

/** @param {string} path @param {string | null | undefined} transfer */
export function ofTransfer(path, transfer) {
  return transfer ? `${path}?transfer=${encodeURIComponent(transfer)}` : path;
}
