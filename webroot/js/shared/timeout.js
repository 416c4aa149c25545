/**
 * Breaks an action off that has not come to its end in time: a line that swallows bytes never says so by itself.
 * @template T @param {number} ms @param {(signal: AbortSignal) => Promise<T>} action
 * @returns {Promise<T>} fails with an AbortError when the time is over
 */
export async function within(ms, action) {
  const breaker = new AbortController();
  const timer = setTimeout(() => breaker.abort(), ms);
  try {
    return await action(breaker.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** The line may be back, or a device wakes up: what waits asks at once. @param {() => void} action */
export function onWake(action) {
  addEventListener('online', action);
  addEventListener('pageshow', action);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) {
      action();
    }
  });
}
