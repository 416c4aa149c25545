/**
 * Keeps the filled-in first form, so that a typo in the address can be corrected: in this tab, for at most half an
 * hour, and only until the mailed link is opened, in this tab or another one of this browser.
 */

const KEY = 'gegevens';
/** In ms. */
const KEEP = 30 * 60 * 1000;
const channel = new BroadcastChannel(KEY);

channel.addEventListener('message', remove);

/** @param {Record<string, string>} values */
export function rememberDetails(values) {
  sessionStorage.setItem(KEY, JSON.stringify({at: Date.now(), values}));
}

/** @returns {Record<string, string> | null} null if there are none, or only old ones */
export function recallDetails() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    if (kept && Date.now() - kept.at < KEEP) {
      return kept.values;
    }
  } catch {
    // Not written by this module, or truncated: treated as missing.
  }
  remove();
  return null;
}

/** Deletes them, in the other tabs of this browser too. */
export function forgetDetails() {
  remove();
  channel.postMessage('opened');
}

function remove() {
  sessionStorage.removeItem(KEY);
}
