/**
 * Calls listeners when the connection may be back or the device wakes up, so that they retry at once.
 */

/** @param {() => void} action */
export function onWake(action) {
  addEventListener('online', action);
  addEventListener('pageshow', action);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) {
      action();
    }
  });
}
