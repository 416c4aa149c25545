/**
 * Remembers in this tab which list somebody was looking at. Words of a search are names: they stay in the tab's storage
 * and never come into an address, so that history and sign-in page do not know them.
 */

const KEY = 'overzicht';
/** In the address of a list that was found by words. */
export const SEARCHED = '#zoek';

/** @typedef {{who: string, words: string, search: string, after: string, address: string}} Remembered */

/** @returns {Partial<Remembered>} */
function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
  } catch {
    return {};
  }
}

/**
 * The words and page of a search to which the address leads back; empty for another person.
 * @param {string} who address of the signed-in person
 */
export function recallSearch(who) {
  const kept = read();
  if (location.hash !== SEARCHED || kept.who !== who) {
    return {words: '', after: ''};
  }
  return {words: kept.words ?? '', after: kept.search === location.search ? kept.after ?? '' : ''};
}

/** @param {string} who @param {string} words @param {string} after where the page begins */
export function rememberList(who, words, after) {
  const {pathname, search} = location;
  history.replaceState(history.state, '', pathname + search + (words ? SEARCHED : ''));
  const address = pathname + search + (words ? SEARCHED : '');
  sessionStorage.setItem(KEY, JSON.stringify({who, words, search, after, address}));
}

/** The address of the list that was shown last. */
export function lastList() {
  return read().address ?? '/inspectie';
}

/** Forgets it when somebody signs out. */
export function forgetList() {
  sessionStorage.removeItem(KEY);
}
