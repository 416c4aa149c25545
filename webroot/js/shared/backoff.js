/**
 * Computes the delay before the next try.
 */

/** In ms: twice as long after each try. @param {number} tries so far @param {number} first @param {number} [longest] */
export function backoff(tries, first, longest = 30_000) {
  return Math.min(first * 2 ** tries, longest);
}
