/**
 * Keeps a form or button from starting an action while the previous one runs.
 */

import {showProblem} from './errors.js';

/**
 * @template {readonly unknown[]} A
 * @param {(...values: A) => Promise<boolean | void>} action
 * @param {(problem: unknown) => void} [fail] shows the error
 * @returns {(...values: A) => Promise<boolean>} resolves to false if the action did not run, failed or answered false
 */
export function exclusive(action, fail = showProblem) {
  let busy = false;
  return async (...values) => {
    if (busy) {
      return false;
    }
    busy = true;
    try {
      return await action(...values) !== false;
    } catch (problem) {
      fail(problem);
      return false;
    } finally {
      busy = false;
    }
  };
}
