/** Fills in fields when a page has loaded, without replacing text that a person has typed meanwhile. */

/** A browser restores fields by itself after a reload or a step back. */
const restored = () => {
  const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
  return navigation !== undefined && navigation.type !== 'navigate';
};

/**
 * Replaces the value that the browser remembers from an earlier visit. On a slow line people type before the script
 * runs: their words stay.
 * @param {HTMLInputElement} field @param {string} value
 */
export function prefill(field, value) {
  const typed = field.value !== '' && (!restored() || field === document.activeElement);
  if (!typed) {
    field.value = value;
  }
}
