/**
 * Turns the days of a filter into the moments that the server expects.
 */

/** @param {URLSearchParams} query @param {Date | null} from null: no bound @param {Date | null} to */
export function setMoments(query, from, to) {
  for (const [name, at] of Object.entries({from, to})) {
    query.delete(name);
    if (at) {
      query.set(name, at.toISOString());
    }
  }
}
