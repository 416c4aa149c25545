import {Problem} from './api.js';
import {showState} from './dom.js';
import {clearErrors, showFieldErrors, showProblem} from './errors.js';

/** @typedef {(errors: import('./errors.js').FieldError[]) => import('./errors.js').FieldError[]} Placed */

let busy = false;

/**
 * One thing at a time that staff do with a form of several screens.
 * @param {() => Promise<void>} action @param {string} form the state that holds the fields @param {Placed} [placed]
 */
export async function attempt(action, form, placed) {
  if (busy) {
    return;
  }
  busy = true;
  clearErrors();
  try {
    await action();
  } catch (problem) {
    showFailed(problem, form, placed);
  } finally {
    busy = false;
  }
}

/**
 * Mistakes are put right in the form, also those that the server finds at the end; who is signed out by now does not lose the form.
 * @param {unknown} problem @param {string} form @param {Placed} [placed] the errors as this form has the fields
 */
export function showFailed(problem, form, placed = (errors) => errors) {
  if (problem instanceof Problem && problem.code === 'sign-in-required') {
    showState('sign-in');
  } else if (problem instanceof Problem && Array.isArray(problem.more.errors)) {
    showState(form);
    showFieldErrors(placed(problem.more.errors));
  } else {
    showProblem(problem);
  }
}
