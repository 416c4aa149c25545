/**
 * The page on which staff sign in, to which the identity provider returns, and which is shown after signing out.
 */

import {call} from '../shared/api.js';
import {showState} from '../shared/dom.js';
import {Problem} from '../shared/problem.js';
import {hasText, text} from '../shared/texts.js';
import {enableSignIn} from '../signin/sign-in.js';

/** Signing in leads to pages of staff only, never to another site. */
const OURS = /^\/inspectie(\/[a-z0-9-]+)*$/;

/** @type {Record<string, () => void>} */
const pages = {aanmelden: signIn, terug: finishSignIn, afgemeld: () => showState('signed-out')};
pages[location.pathname.split('/')[2] ?? '']?.();

function signIn() {
  const asked = new URLSearchParams(location.search).get('naar') ?? '';
  enableSignIn(async () => location.replace(OURS.test(asked) ? asked : '/inspectie'));
  showState('sign-in');
}

/** The identity provider has put code and state into the address; they leave the address bar at once. */
async function finishSignIn() {
  const query = new URLSearchParams(location.search);
  history.replaceState(null, '', location.pathname);
  const [code, state, error] = ['code', 'state', 'error'].map((name) => query.get(name) ?? '');
  if (code === '' || state === '') {
    showUnfinished(error === 'access_denied' ? 'stopped' : 'sign-in-unfinished');
    return;
  }
  try {
    /** @type {{next: string}} */
    const {next} = await call('POST', '/api/staff/return', {code, state});
    location.replace(next);
  } catch (problem) {
    showFailure(problem instanceof Problem ? problem : new Problem('other'));
  }
}

/** @param {Problem} problem */
function showFailure(problem) {
  if (problem.code === 'not-admitted') {
    say('[data-not-admitted]', text(`aanmelden.reason-${problem.details.reason}`));
    showState('not-admitted');
  } else {
    showUnfinished(problem.code, problem.words);
  }
}

/** @param {string} code @param {string} [otherwise] */
function showUnfinished(code, otherwise = '') {
  const key = `aanmelden.why-${code}`;
  say('[data-unfinished]', hasText(key) ? text(key) : otherwise);
  showState('unfinished');
}

/** @param {string} place @param {string} words */
function say(place, words) {
  /** @type {HTMLElement} */ (document.querySelector(place)).textContent = words;
}
