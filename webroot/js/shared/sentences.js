/**
 * Joins sentences.
 */

/** Puts a stop behind each that has none, but for the last; empty ones are left out. @param {...string} some */
export function joinSentences(...some) {
  const all = some.filter(Boolean);
  return all.map((one, place) => (place < all.length - 1 && !/[.?!]$/u.test(one) ? `${one}.` : one)).join(' ');
}
