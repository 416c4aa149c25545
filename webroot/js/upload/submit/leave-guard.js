/**
 * Warns before the user leaves the page with unsaved or unsent data.
 */

/**
 * Keeps a phone's screen on too while bytes are sent: most phones stop a page whose screen goes dark.
 * @param {EventTarget} source of `change`
 * @param {() => boolean} sending
 * @param {() => boolean} unsaved
 */
export function guardWhileSending(source, sending, unsaved) {
  /** @type {WakeLockSentinel | null} */
  let lock = null;
  let asked = false;
  source.addEventListener('change', async () => {
    const wanted = sending() && !document.hidden;
    if (wanted && !lock && !asked) {
      asked = true;
      // A nearly empty battery refuses it, and older browsers do not know it; then the screen may go dark.
      lock = await navigator.wakeLock?.request('screen').catch(() => null) ?? null;
      lock?.addEventListener('release', () => { lock = null; });
      asked = false;
    } else if (!wanted && lock) {
      lock.release();
    }
  });
  warnBeforeLeaving(() => sending() || unsaved());
}

/** @param {() => boolean} unsaved true while data would be lost */
export function warnBeforeLeaving(unsaved) {
  addEventListener('beforeunload', (event) => {
    if (unsaved()) {
      event.preventDefault();
    }
  });
}
