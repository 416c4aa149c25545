import {call, Problem} from './api.js';
import {byId, fill, showState} from './dom.js';
import {clearErrors, showFieldErrors, showProblem} from './errors.js';
import {suggest} from './suggest.js';
import {language, text} from './texts.js';
import {check, choose, empty, placed, read} from './verzoek/form.js';
import {showLook} from './verzoek/look.js';

const LIST = '/api/staff/requests/csv';

let busy = false;
/** What was looked at and will be sent. @type {Record<string, any>} */
let body = {};

/** @type {HTMLInputElement[]} */ ([...document.querySelectorAll('[name=many]')]).forEach((choice) =>
  choice.addEventListener('change', () => choose(choice.value === 'list')));
/** @type {HTMLSelectElement} */ (byId('taal')).value = language;
choose(/** @type {HTMLInputElement} */ (document.querySelector('[name=many]:checked')).value === 'list');
byId('to.email').addEventListener('change', () => suggest(/** @type {HTMLInputElement} */ (byId('to.email'))));
byId('verzoek').addEventListener('submit', (event) => {
  event.preventDefault();
  attempt(look);
});
byId('versturen').addEventListener('click', () => attempt(send));
byId('nog-een').addEventListener('click', () => {
  empty();
  showState('form');
});
document.querySelectorAll('[data-back]').forEach((button) => button.addEventListener('click', () => {
  clearErrors();
  showState('form');
}));

/** One thing at a time; mistakes are put right in the form, also those that the server finds at the end. @param {() => Promise<void>} action */
async function attempt(action) {
  if (busy) {
    return;
  }
  busy = true;
  clearErrors();
  try {
    await action();
  } catch (problem) {
    if (problem instanceof Problem && problem.code === 'sign-in-required') {
      showState('sign-in');
    } else if (problem instanceof Problem && Array.isArray(problem.more.errors)) {
      showState('form');
      showFieldErrors(placed(problem.more.errors));
    } else {
      showProblem(problem);
    }
  } finally {
    busy = false;
  }
}

async function look() {
  body = await read();
  const errors = check(body);
  if (errors.length > 0) {
    showFieldErrors(errors);
    return;
  }
  if (body.to) {
    const {addresses} = await call('POST', '/api/staff/addresses/check', {emails: [body.to.email]});
    showLook(body, addresses);
  } else {
    const {rows, errors: found} = await call('POST', `${LIST}?check=true`, body);
    if (found.length > 0) {
      showFieldErrors(placed(found));
      return;
    }
    showLook(body, rows);
  }
  showState('look');
}

async function send() {
  const answer = await call('POST', body.to ? '/api/staff/requests' : LIST, body);
  fill({done: body.to
    ? text('verzoek.doneOne', {name: body.to.name, email: body.to.email})
    : text('verzoek.doneMany', {count: answer.ids.length})});
  showState('done');
}
