/**
 * What somebody filled in on the first form, kept in this tab for half an hour at most so that a slip in the address
 * can be put right. Gone as soon as the mailed link is opened, in this tab or in another one of this browser.
 * @module
 */
const KEY = 'gegevens';
const KEEP = 30 * 60 * 1000;
const channel = new BroadcastChannel(KEY);

channel.addEventListener('message', drop);

/** @param {Record<string, string>} values */
export function rememberDetails(values) {
  sessionStorage.setItem(KEY, JSON.stringify({at: Date.now(), values}));
}

/** @returns {Record<string, string> | null} */
export function recallDetails() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    if (kept && Date.now() - kept.at < KEEP) {
      return kept.values;
    }
  } catch {
    // Not ours, or cut short: as good as nothing.
  }
  drop();
  return null;
}

/** Here and in the other tabs of this browser. */
export function forgetDetails() {
  drop();
  channel.postMessage('opened');
}

function drop() {
  sessionStorage.removeItem(KEY);
}
