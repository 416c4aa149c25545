/**
 * Opens the mailed link that led to this page, or resumes the session that this browser already has.
 */

import {call, forTransfer, onLinkLost} from '../shared/api.js';
import '../shared/back-forward-cache.js';
import {showState} from '../shared/dom.js';
import {Problem} from '../shared/problem.js';
import {forgetDetails} from '../shared/sender-details.js';
import {language, text} from '../shared/texts.js';
import {enableLinkField} from './link-field.js';
import {addressOf, ourHosts, readLink, takeLink} from './link-reader.js';

const PAGES = /** @type {Record<string, string>} */ ({upload: 'verstuur', download: 'ontvang', report: 'rapportage', phone: 'toevoegen'});
/** Where a page asks for its transfer again. */
const SOURCES = /** @type {Record<string, string | undefined>} */ (
  {report: '/api/report', phone: '/api/transfer/phone'});
const NEEDS = /** @type {Record<string, string | undefined>} */ (
  {'sign-in-required': 'sign-in', 'code-required': 'code'});
/** In ms since the link was opened: within this time a lost link is opened again without asking. */
const REOPEN = 60_000;

/** @typedef {{transfer: string | null, needs: string | null, secret: string | null}} Opened */

/**
 * The secret leaves the address bar at once and lives in memory only.
 * @param {'upload' | 'download' | 'report' | 'phone'} kind
 * @param {(opened: Opened) => Promise<void>} then builds the page; a failure is shown with a button to try again
 */
export function openLink(kind, then) {
  enableLinkField();
  const link = takeLink();
  // Opening the same link again in this tab only changes the fragment.
  addEventListener('hashchange', () => {
    if (readLink(location.pathname + location.hash, ourHosts())) {
      location.reload();
    }
  });
  const open = async () => {
    try {
      const opened = link ? await openSession(kind, link) : await resumeSession(kind);
      if (opened) {
        await then(opened);
      }
    } catch (problem) {
      showFailure(problem);
    }
  };
  document.querySelector('[data-retry]')?.addEventListener('click', () => {
    showState('opening');
    open();
  });
  open();
}

/**
 * @param {string} kind @param {import('./link-reader.js').Link} opening
 * @returns {Promise<Opened | null>} null: the browser is leaving for another page
 */
async function openSession(kind, {id: link, secret}) {
  /** @type {import('json').Session} */
  const answer = await call('POST', '/api/sessions', {link, secret});
  allowReopening({link, secret}, performance.now() + REOPEN);
  forgetDetails();
  if (answer.kind !== kind) {
    // The link of a phone opens once, so its page continues with the session.
    location.replace(answer.kind === 'phone' ? `/toevoegen/${link}?transfer=${encodeURIComponent(answer.transfer)}`
      : addressOf({page: PAGES[answer.kind] ?? '', id: link, secret}));
    return null;
  }
  // A reload finds the transfer in the tab's history; its id is no secret.
  history.replaceState({transfer: answer.transfer}, '');
  keepInOtherLanguage(answer.transfer);
  // Outsiders get the language of the transfer; staff who download read Dutch.
  const theirs = (kind !== 'download' || answer.needs === 'code') && answer.language !== language;
  if (answer.language && theirs && !document.cookie.includes('__Host-taal=')) {
    // The report page needs the secret to send the contact a new link, so it keeps it.
    location.replace(`?taal=${encodeURIComponent(answer.language)}&transfer=${encodeURIComponent(answer.transfer)}`
      + (kind === 'report' ? `#${secret}` : ''));
    return null;
  }
  return {transfer: answer.transfer, needs: answer.needs ?? null, secret};
}

/**
 * Two tabs that open links at the same moment each get a cookie, and the browser keeps one of them.
 * @param {object} link @param {number} until
 */
function allowReopening(link, until) {
  onLinkLost(async () => {
    onLinkLost(async () => false);
    return performance.now() < until && call('POST', '/api/sessions', link).then(() => true, () => false);
  });
}

/** @param {string} kind @returns {Promise<Opened | null>} null: this browser has no such session */
async function resumeSession(kind) {
  const transfer = history.state?.transfer ?? new URLSearchParams(location.search).get('transfer');
  history.replaceState({transfer}, '', location.pathname);
  keepInOtherLanguage(transfer);
  try {
    /** @type {{id: string, kind: string}} */
    const answer = await call('GET', forTransfer(SOURCES[kind] ?? '/api/transfer', transfer));
    if (kind === 'report' || answer.kind === kind) {
      return {transfer: answer.id, needs: null, secret: null};
    }
  } catch (problem) {
    const needs = problem instanceof Problem && kind === 'download' ? NEEDS[problem.code] : undefined;
    if (needs) {
      return {transfer, needs, secret: null};
    }
    if (!(problem instanceof Problem) || problem.code !== 'not-found') {
      throw problem;
    }
  }
  showState('paste');
  return null;
}

/** The page in the other language is about the same transfer. @param {string | null} transfer */
function keepInOtherLanguage(transfer) {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('a[href^="?taal="]'));
  links.forEach((link) => {
    link.search = `${link.search.split('&')[0]}${transfer ? `&transfer=${encodeURIComponent(transfer)}` : ''}`;
  });
}

/** @param {unknown} problem */
function showFailure(problem) {
  if (problem instanceof Problem && problem.code === 'link-unusable') {
    showState('unusable');
    return;
  }
  const shown = problem instanceof Problem ? problem : new Problem('other');
  const place = /** @type {HTMLElement} */ (document.querySelector('[data-failure]'));
  place.textContent = shown.code === 'network' ? text('link.network') : shown.words;
  showState('failed');
  if (!(problem instanceof Problem)) {
    throw problem;
  }
}
