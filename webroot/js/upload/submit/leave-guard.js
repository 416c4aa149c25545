/**
 * Warns before the page is left while something would be lost, and keeps a phone's screen on while bytes go: most
 * phones stop a page whose screen goes dark.
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
      // Refused on a nearly empty battery, and unknown to older browsers: then the screen does what it does.
      lock = await navigator.wakeLock?.request('screen').catch(() => null) ?? null;
      lock?.addEventListener('release', () => { lock = null; });
      asked = false;
    } else if (!wanted && lock) {
      lock.release();
    }
  });
  warnBeforeLeaving(() => sending() || unsaved());
}

/** Warns before the page is left. @param {() => boolean} unsaved while something would be lost */
export function warnBeforeLeaving(unsaved) {
  addEventListener('beforeunload', (event) => {
    if (unsaved()) {
      event.preventDefault();
    }
  });
}
