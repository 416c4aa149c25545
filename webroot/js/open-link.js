import {call, ofTransfer, Problem} from './api.js';
import {showState} from './dom.js';
import {forget} from './details.js';
import {enableLinkField} from './link-field.js';
import {language} from './texts.js';

const PAGES = /** @type {Record<string, string>} */ ({upload: 'verstuur', download: 'ontvang', report: 'rapportage'});
const SECRET = /^#([A-Za-z0-9_-]{43})$/;

/** @typedef {{transfer: string | null, needs: string | null, secret: string | null}} Opened */

/**
 * Opens the mailed link this page was reached by, or goes on in the session that this browser has already. The
 * secret leaves the address bar at once and lives in memory only.
 * @param {'upload' | 'download' | 'report'} kind
 * @param {(opened: Opened) => Promise<void>} then builds the page; a failure is shown with a button to try again
 */
export function openLink(kind, then) {
  enableLinkField();
  const secret = SECRET.exec(location.hash)?.[1] ?? null;
  if (secret) {
    history.replaceState(history.state, '', location.pathname);
  }
  // The same link opened once more in this tab only changes the fragment.
  addEventListener('hashchange', () => {
    if (SECRET.test(location.hash)) {
      location.reload();
    }
  });
  const attempt = async () => {
    try {
      const opened = secret ? await present(kind, secret) : await goOn(kind);
      if (opened) {
        await then(opened);
      }
    } catch (problem) {
      showFailure(problem);
    }
  };
  document.querySelector('[data-retry]')?.addEventListener('click', () => {
    showState('opening');
    attempt();
  });
  attempt();
}

/** @param {string} kind @param {string} secret @returns {Promise<Opened | null>} null: the browser is going elsewhere */
async function present(kind, secret) {
  const link = location.pathname.split('/')[2] ?? '';
  const answer = await call('POST', '/api/sessions', {link, secret});
  forget();
  if (answer.kind !== kind) {
    location.replace(`/${PAGES[answer.kind] ?? ''}/${link}#${secret}`);
    return null;
  }
  // The entry in the tab's history says which transfer it is about, for a reload; this is no secret.
  history.replaceState({transfer: answer.transfer}, '');
  if (answer.language && answer.language !== language && !document.cookie.includes('__Host-taal=')) {
    // A report's page keeps the secret for a new link to the contact, so it takes it along.
    location.replace(`?taal=${encodeURIComponent(answer.language)}${kind === 'report' ? `#${secret}` : ''}`);
    return null;
  }
  return {transfer: answer.transfer, needs: answer.needs ?? null, secret};
}

/** @param {string} kind @returns {Promise<Opened | null>} */
async function goOn(kind) {
  const transfer = history.state?.transfer ?? new URLSearchParams(location.search).get('transfer');
  history.replaceState({transfer}, '', location.pathname);
  try {
    const answer = await call('GET', ofTransfer(kind === 'report' ? '/api/report' : '/api/transfer', transfer));
    if (kind === 'report' || answer.kind === kind) {
      return {transfer: answer.id, needs: null, secret: null};
    }
  } catch (problem) {
    if (problem instanceof Problem && problem.code === 'sign-in-required' && kind === 'download') {
      return {transfer, needs: 'sign-in', secret: null};
    }
    if (!(problem instanceof Problem) || problem.code !== 'not-found') {
      throw problem;
    }
  }
  showState('paste');
  return null;
}

/** @param {unknown} problem */
function showFailure(problem) {
  if (problem instanceof Problem && problem.code === 'link-unusable') {
    showState('unusable');
    return;
  }
  const known = problem instanceof Problem ? problem : new Problem('other');
  const place = /** @type {HTMLElement} */ (document.querySelector('[data-failure]'));
  place.textContent = known.words;
  showState('failed');
  if (!(problem instanceof Problem)) {
    throw problem;
  }
}
