/** A file that was changed, moved or on a stick that is gone fails like a lost line does. @param {File} file */
export async function readable(file) {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
