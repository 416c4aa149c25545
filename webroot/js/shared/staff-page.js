/**
 * The frame of every staff page: the signed-in person, the navigation and signing out.
 */

import {call} from './api.js';
import {forgetList} from './list-memory.js';
import './back-forward-cache.js';
import {fill, showState} from './dom.js';
import {showProblem} from './errors.js';
import {Problem} from './problem.js';
import {text} from './texts.js';

/** Tells all tabs of this browser that somebody has signed out. */
const signedOut = new BroadcastChannel('afgemeld');

/** Where this tab goes back to after signing in: with its filters, which the sign-in page does not get to know. */
const AFTER_SIGN_IN = 'na-aanmelden';

/** @typedef {import('json').Member} Member */

/**
 * Opens the page for the signed-in person. Without a session it goes to the sign-in page, which returns here.
 * @param {(member: Member) => Promise<string | void> | string | void} show fills the page before it is shown; it may
 * return the state to show
 */
export async function openStaffPage(show) {
  try {
    /** @type {Member} */
    const member = await call('GET', '/api/staff/me');
    returnToFilters();
    signedOut.addEventListener('message', () => location.reload());
    document.addEventListener('visibilitychange', () => reloadForAnother(member));
    fill({
      member: member.name,
      'member-email': member.email,
      'member-roles': member.roles.map((role) => text(`inspectie.role-${role}`)).join(', '),
      'member-departments': member.departments.join(', '),
    });
    showNavigation(member.roles);
    document.querySelector('.rc-staff-side')?.removeAttribute('hidden');
    document.querySelector('[data-sign-out]')?.addEventListener('click', () => signOut('/inspectie/afgemeld'));
    document.querySelector('[data-sign-out-everywhere]')?.addEventListener('click',
        () => signOut('/inspectie/afgemeld', true));
    showState(await show(member) ?? 'ready');
  } catch (problem) {
    if (problem instanceof Problem && problem.code === 'sign-in-required') {
      sessionStorage.setItem(AFTER_SIGN_IN, location.pathname + location.search + location.hash);
      location.replace(`/inspectie/aanmelden?naar=${encodeURIComponent(location.pathname)}`);
    } else {
      showProblem(problem);
    }
  }
}

/** Takes up the filters that this page had before somebody had to sign in again. */
function returnToFilters() {
  const there = sessionStorage.getItem(AFTER_SIGN_IN);
  sessionStorage.removeItem(AFTER_SIGN_IN);
  if (there && there.split(/[?#]/)[0] === location.pathname && !location.search) {
    history.replaceState(history.state, '', there);
  }
}

/**
 * Another person may have signed in in another tab: they must not send the text that was typed here.
 * @param {Member} member
 */
async function reloadForAnother(member) {
  if (document.visibilityState !== 'visible') {
    return;
  }
  /** @type {Member | null} */
  const now = await call('GET', '/api/staff/me').catch(() => null);
  if (now && now.email !== member.email) {
    location.reload();
  }
}

/**
 * Signs out here, and at the identity provider if there is one.
 * @param {string} here the page to go to if there is none @param {boolean} [everywhere] in all other browsers too
 */
async function signOut(here, everywhere = false) {
  try {
    /** @type {import('json').Onward} */
    const {next} = await call('POST', '/api/staff/sign-out', {everywhere});
    signedOut.postMessage('');
    forgetList();
    location.assign(next ?? here);
  } catch (problem) {
    showProblem(problem);
  }
}

/**
 * Shows the pages that this person has a role for, and those that every member of staff may see. A hidden link protects nothing; the server decides.
 * @param {string[]} roles
 */
function showNavigation(roles) {
  const items = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.rc-staff-nav li'));
  items.forEach((item) => {
    const needed = item.dataset.roles?.split(' ');
    item.hidden = needed !== undefined && !needed.some((role) => roles.includes(role));
    const link = item.querySelector('a');
    if (link?.pathname === location.pathname) {
      link.setAttribute('aria-current', 'page');
    }
  });
}
