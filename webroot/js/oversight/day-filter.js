/**
 * Turns the days of a filter, which people choose, into the moments that the server takes.
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
