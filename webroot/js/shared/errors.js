/**
 * Shows errors: in a summary at the top of the page, and at the fields.
 */

import {element} from './dom.js';
import {Problem} from './problem.js';
import {hasText, text} from './texts.js';

const summary = /** @type {HTMLElement} */ (document.querySelector('[data-errors]'));

/** @typedef {import('json').FieldError} FieldError */

/** Removes all error messages. */
export function clearErrors() {
  if (summary) {
    summary.hidden = true;
  }
  document.querySelectorAll('[data-field]').forEach((field) => mark(/** @type {HTMLElement} */ (field), ''));
}

/** Shows each error at its field, and a summary that links to the fields. @param {FieldError[]} errors */
export function showFieldErrors(errors) {
  clearErrors();
  const items = errors.map((error) => {
    const {field, line} = error;
    const words = wordsFor(error);
    if (line !== undefined) {
      return element('li', {}, text('field.line', {line, words}));
    }
    const place = document.querySelector(`[data-field="${CSS.escape(field)}"]`);
    if (!(place instanceof HTMLElement)) {
      return element('li', {}, words);
    }
    mark(place, words);
    const link = element('a', {class: 'utrecht-link', href: `#${field}`}, words);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      document.getElementById(field)?.focus();
    });
    return element('li', {}, link);
  });
  showSummary(text('common.errorsTitle'), '', items);
}

/** Shows a message that belongs to no field. @param {string} words @param {string} [title] */
export function showMessage(words, title = text('problem.title')) {
  clearErrors();
  showSummary(title, words, []);
}

/**
 * Shows a message with several lines that belong to no field.
 * @param {string} title @param {string} words @param {HTMLElement[]} items
 */
export function showList(title, words, items) {
  clearErrors();
  showSummary(title, words, items);
}

/**
 * Shows the problem that a call has thrown; other errors are thrown on.
 * @param {unknown} problem
 */
export function showProblem(problem) {
  if (!(problem instanceof Problem)) {
    showMessage(text('problem.other'));
    throw problem;
  }
  if (problem.code === 'invalid' && Array.isArray(problem.details.errors) && problem.details.errors.length > 0) {
    showFieldErrors(problem.details.errors);
  } else {
    showMessage(problem.words);
  }
}

/** Marks one field, for instance a wrong code. @param {string} field @param {string} words */
export function showFieldWords(field, words) {
  clearErrors();
  mark(/** @type {HTMLElement} */ (document.querySelector(`[data-field="${CSS.escape(field)}"]`)), words);
  document.getElementById(field)?.focus();
}

/** @param {string} title @param {string} words @param {HTMLElement[]} items */
function showSummary(title, words, items) {
  const [head, line, list] = ['title', 'text', 'list'].map(
      (part) => /** @type {HTMLElement} */ (summary.querySelector(`[data-errors-${part}]`)));
  head.textContent = title;
  line.textContent = words;
  line.hidden = words === '';
  list.replaceChildren(...items);
  list.hidden = items.length === 0;
  summary.hidden = false;
  summary.focus();
  summary.scrollIntoView({block: 'start'});
}

/** @param {HTMLElement} place @param {string} words empty: there is no error */
function mark(place, words) {
  const input = place.querySelector('input, textarea');
  const message = /** @type {HTMLElement | null} */ (place.querySelector('.utrecht-form-field-error-message'));
  if (!input || !message) {
    return;
  }
  place.classList.toggle('utrecht-form-field--invalid', words !== '');
  if (!input.matches('[type=radio]')) {
    input.classList.toggle(input.matches('textarea') ? 'utrecht-textarea--invalid' : 'utrecht-textbox--invalid',
        words !== '');
    input.setAttribute('aria-invalid', String(words !== ''));
  }
  message.hidden = words === '';
  message.replaceChildren(...(words
    ? [element('span', {class: 'rc-hidden'}, text('common.errorPrefix')), ` ${words}`] : []));
  const ids = new Set((input.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean));
  ids[words ? 'add' : 'delete'](message.id);
  input.setAttribute('aria-describedby', [...ids].join(' '));
}

/** @param {FieldError} error */
function wordsFor({field, code, fault, character, firstLine, column, department}) {
  // Fields of a list are numbered from 0; people count from 1.
  const index = /\.(\d+)\./.exec(field);
  const number = index ? Number(index[1]) + 1 : '';
  const named = `fault.${character?.startsWith('U+') ? 'hidden' : fault}`;
  if (fault && hasText(named)) {
    const label = labelOf(field);
    return text(named, {field: index ? text('fault.of', {field: label, number}) : label, character: character ?? ''});
  }
  const key = `field.${field.replace(/\.\d+\./, '.')}.${code}`;
  const words = hasText(key) ? text(key, {line: firstLine ?? '', number, department: department ?? ''}) : text('field.other');
  return column ? `${text('field.csv.column', {column})} ${words}` : words;
}

/** The field's label on the page, or the column's heading in a list. @param {string} field */
function labelOf(field) {
  const label = document.querySelector(`[data-field="${CSS.escape(field)}"] label`);
  const words = [...label?.childNodes ?? []].filter((node) => node.nodeType === Node.TEXT_NODE)
      .map(({textContent}) => textContent?.trim()).join(' ').trim();
  return words || text(`verzoek.${field.split('.').pop()}`);
}
