/**
 * The words of this page's language. They lie beside the scripts, under the same version.
 * @module
 */

import {within} from './within.js';

export const language = document.documentElement.lang;

/** In ms, of each try. */
const PATIENCE = 15_000;
const TRIES = 4;

/** @type {Record<string, Record<string, string>>} */
const groups = await load(TRIES);

/** Nothing works without words: they are asked for again when nothing comes. @param {number} tries @returns {Promise<any>} */
async function load(tries) {
  const address = new URL(`../text/${language}.json`, import.meta.url);
  try {
    return await within(PATIENCE, async (signal) => (await fetch(address, {signal})).json());
  } catch (failed) {
    if (tries <= 1) {
      throw failed;
    }
    return load(tries - 1);
  }
}

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
