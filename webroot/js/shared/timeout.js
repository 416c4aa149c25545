/**
 * Gives every request a time limit: a connection that loses bytes never reports that by itself.
 */

/**
 * @template T @param {number} ms @param {(signal: AbortSignal) => Promise<T>} action must end when the signal aborts
 * @returns {Promise<T>} fails with an AbortError when the time is over
 */
export async function withTimeout(ms, action) {
  const breaker = new AbortController();
  const timer = setTimeout(() => breaker.abort(), ms);
  try {
    return await action(breaker.signal);
  } finally {
    clearTimeout(timer);
  }
}
