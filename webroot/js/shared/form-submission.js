/**
 * Runs the actions of a staff form with several screens, and returns to the screen that can correct a failure.
 */

import {showState} from './dom.js';
import {clearErrors, showFieldErrors, showProblem} from './errors.js';
import {Problem} from './problem.js';

/**
 * Renames the API's fields to those of the form.
 * @typedef {(errors: import('json').FieldError[]) => import('json').FieldError[]} FieldMapping
 */

let busy = false;

/**
 * Runs one action at a time.
 * @param {() => Promise<void>} action @param {string} form the state that holds the fields
 * @param {FieldMapping} [mapFields]
 */
export async function runFormAction(action, form, mapFields) {
  if (busy) {
    return;
  }
  busy = true;
  clearErrors();
  try {
    await action();
  } catch (problem) {
    showFormProblem(problem, form, mapFields);
  } finally {
    busy = false;
  }
}

/**
 * Shows the form again with its errors, including those that only the last request finds. After the session has ended
 * the form stays behind the sign-in.
 * @param {unknown} problem @param {string} form @param {FieldMapping} [mapFields]
 */
export function showFormProblem(problem, form, mapFields = (errors) => errors) {
  if (problem instanceof Problem && problem.code === 'sign-in-required') {
    showState('sign-in');
  } else if (problem instanceof Problem && Array.isArray(problem.details.errors)) {
    showState(form);
    showFieldErrors(mapFields(problem.details.errors));
  } else {
    showProblem(problem);
  }
}
