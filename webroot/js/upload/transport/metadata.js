/** As tus has it: keys, and values in base64. @param {Record<string, string>} values */
export function metadata(values) {
  return Object.entries(values).map(([key, value]) => `${key} ${base64(value)}`).join(',');
}

/** @param {string} words */
function base64(words) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(words)));
}
