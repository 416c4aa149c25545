/**
 * A field in which files are chosen.
 */

/**
 * Takes the chosen files, also those that were chosen on a slow line before this script ran.
 * @param {HTMLInputElement} picker @param {(files: File[]) => void} take
 */
export function onChosen(picker, take) {
  const hand = () => {
    const files = [...(picker.files ?? [])];
    picker.value = ''; // otherwise choosing the same file again would be no change
    take(files);
  };
  picker.addEventListener('change', hand);
  if (picker.files?.length) {
    hand();
  }
}
