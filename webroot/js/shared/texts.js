/**
 * The texts of this page in its language. They are loaded from beside the scripts, under the same version.
 */

import {withTimeout} from './timeout.js';

export const language = document.documentElement.lang;

/** The name of a language in that language. @param {string} code */
export function languageName(code) {
  return document.querySelector(`.rc-languages [lang="${code}"]`)?.textContent ?? code;
}

/** In ms, for each try. */
const TIMEOUT = 15_000;
const TRIES = 4;

/** @type {Record<string, Record<string, string>>} */
const groups = await load(TRIES);

/**
 * No page works without its texts, so loading them is retried.
 * @param {number} tries
 * @returns {Promise<Record<string, Record<string, string>>>}
 */
async function load(tries) {
  const address = new URL(`../../text/${language}.json`, import.meta.url);
  try {
    return await withTimeout(TIMEOUT, async (signal) => (await fetch(address, {signal})).json());
  } catch (failed) {
    if (tries <= 1) {
      throw failed;
    }
    return load(tries - 1);
  }
}

/**
 * Invisible characters, and characters that reverse the reading order: in a name they would reverse the sentence around
 * it.
 */
const INVISIBLE = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066\u2067\uFEFF]/gu;
const HAS_INVISIBLE = new RegExp(INVISIBLE.source, 'u');
/** Letters of scripts that run from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * Isolates a name within a sentence (Unicode UAX #9), so that its writing direction does not change that of the rest.
 * Characters that would still change it become U+FFFD.
 * @param {string | number} name
 */
export function isolated(name) {
  const words = String(name);
  const turns = RIGHT_TO_LEFT.test(words) || HAS_INVISIBLE.test(words);
  return turns ? `\u2068${words.replace(INVISIBLE, '\uFFFD')}\u2069` : words;
}

/**
 * @param {string} key "group.key"; what stands after the first dot is one key, dots included
 * @param {Record<string, string | number>} [values] for the {names} in the text
 */
export function text(key, values = {}) {
  const dot = key.indexOf('.');
  const found = groups[key.slice(0, dot)]?.[key.slice(dot + 1)] ?? '';
  return found.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    // `words` is a sentence: its own names are isolated already.
    return value === undefined ? whole : name === 'words' ? String(value) : isolated(value);
  });
}

/** @param {string} key */
export function hasText(key) {
  return text(key) !== '';
}

/** The keys of a group that begin like this, in the order of the texts. @param {string} group @param {string} start */
export function keysOf(group, start) {
  return Object.keys(groups[group] ?? {}).filter((key) => key.startsWith(start));
}
