/**
 * A failure of a request, at the server or in the network. Pages show it by its code only.
 */

import {duration} from './format.js';
import {hasText, text} from './texts.js';

export class Problem extends Error {
  /** @param {string} code @param {import('json').ProblemBody} [details] */
  constructor(code, details = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }

  /** The sentence for the reader; a code without one gets the general sentence. */
  get words() {
    const {errors, retryAfter, triesLeft, numberEnding} = this.details;
    const [first] = Array.isArray(errors) ? errors : [];
    if (first?.field === 'filename') {
      return text(first.code === 'too-long' ? 'problem.long-name' : 'problem.bad-name');
    }
    const key = `problem.${this.code}`;
    const values = {wait: duration(retryAfter ?? 60), count: triesLeft ?? 0, ending: numberEnding ?? ''};
    return hasText(key) ? text(key, values) : text('problem.other');
  }
}

/**
 * The problem that an answer holds (RFC 9457).
 * @param {number} status @param {import('json').ProblemBody | null} body @param {string | null} retryAfter seconds
 */
export function toProblem(status, body, retryAfter) {
  const seconds = Number.parseInt(retryAfter ?? '', 10);
  const details = {...body, status, retryAfter: Number.isNaN(seconds) ? undefined : seconds};
  return new Problem(typeof body?.code === 'string' ? body.code : 'other', details);
}
