import {Problem} from './api.js';
import {showState} from './dom.js';
import {clearErrors, showFieldErrors, showProblem} from './errors.js';

/** @typedef {(errors: import('./errors.js').FieldError[]) => import('./errors.js').FieldError[]} FieldMapping */

let busy = false;

/**
 * One thing at a time that staff do with a form of several screens.
 * @param {() => Promise<void>} action @param {string} form the state that holds the fields @param {FieldMapping} [mapFields]
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
 * Mistakes are put right in the form, also those that the server finds at the end; who is signed out by now does not lose the form.
 * @param {unknown} problem @param {string} form @param {FieldMapping} [mapFields] the errors as this form has the fields
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
