import {call, Problem} from './api.js';
import {fill, showState} from './dom.js';
import {showProblem} from './errors.js';
import './back-forward-cache.js';

/** All tabs of this browser in which somebody was signed in hear that they no longer are. */
const left = new BroadcastChannel('afgemeld');

/** @typedef {{name: string, email: string, roles: string[], departments: string[], signIn: 'local' | 'oidc'}} Member */

/**
 * What every page of staff begins with: who is signed in, the way to the other pages, and out. Whoever is not signed in goes to do
 * that and comes back here.
 * @param {(member: Member) => Promise<string | void> | void} then fills the page, before it is shown; it may name the state to show
 */
export async function openStaffPage(then) {
  try {
    const member = await call('GET', '/api/staff/me');
    left.addEventListener('message', () => location.reload());
    document.addEventListener('visibilitychange', () => stillFor(member));
    fill({member: member.name});
    showNavigation(member.roles);
    document.querySelector('.rc-staff-side')?.removeAttribute('hidden');
    document.querySelector('[data-sign-out]')?.addEventListener('click', () => signOut('/inspectie/afgemeld'));
    document.querySelector('[data-sign-out-everywhere]')?.addEventListener('click', () => signOut('/inspectie/afgemeld', true));
    showState(await then(member) ?? 'ready');
  } catch (problem) {
    if (problem instanceof Problem && problem.code === 'sign-in-required') {
      location.replace(`/inspectie/aanmelden?naar=${encodeURIComponent(location.pathname)}`);
    } else {
      showProblem(problem);
    }
  }
}

/** Somebody else may have signed in in another tab: what is typed here is not theirs to send. @param {Member} member */
async function stillFor(member) {
  if (document.visibilityState !== 'visible') {
    return;
  }
  const now = await call('GET', '/api/staff/me').catch(() => null);
  if (now && now.email !== member.email) {
    location.reload();
  }
}

/**
 * Here, and at the identity provider where there is one.
 * @param {string} here where to go when there is none @param {boolean} [everywhere] in all other browsers too
 */
export async function signOut(here, everywhere = false) {
  try {
    const {next} = await call('POST', '/api/staff/sign-out', {everywhere});
    left.postMessage('');
    location.assign(next ?? here);
  } catch (problem) {
    showProblem(problem);
  }
}

/** Only what this person has a role for. What is hidden is no secret; the server decides. @param {string[]} roles */
function showNavigation(roles) {
  const items = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-roles]'));
  items.forEach((item) => {
    item.hidden = !(item.dataset.roles ?? '').split(' ').some((role) => roles.includes(role));
    const link = item.querySelector('a');
    if (link?.pathname === location.pathname) {
      link.setAttribute('aria-current', 'page');
    }
  });
}
