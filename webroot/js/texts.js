/**
 * The words of this page's language. They lie beside the scripts, under the same version.
 * @module
 */

export const language = document.documentElement.lang;

const answer = await fetch(new URL(`../text/${language}.json`, import.meta.url));

/** @type {Record<string, Record<string, string>>} */
const groups = await answer.json();

/**
 * @param {string} key "group.key"; what stands after the first dot is one key, dots included
 * @param {Record<string, string | number>} [values] for the {names} in the text
 */
export function text(key, values = {}) {
  const dot = key.indexOf('.');
  const found = groups[key.slice(0, dot)]?.[key.slice(dot + 1)] ?? '';
  return found.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** @param {string} key */
export function hasText(key) {
  return text(key) !== '';
}
