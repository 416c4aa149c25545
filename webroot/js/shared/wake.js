/**
 * Tells those that wait when the line may be back or the device wakes up, so that they ask again at once.
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
