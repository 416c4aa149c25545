/**
 * The words of this page's language. They lie beside the scripts, under the same version.
 * @module
 */

import {withTimeout} from './timeout.js';

export const language = document.documentElement.lang;

/** What speakers of a language call it. @param {string} code */
export function languageName(code) {
  return document.querySelector(`.rc-languages [lang="${code}"]`)?.textContent ?? code;
}

/** In ms, of each try. */
const PATIENCE = 15_000;
const TRIES = 4;

/** @type {Record<string, Record<string, string>>} */
const groups = await load(TRIES);

/** Nothing works without words: they are asked for again when nothing comes. @param {number} tries @returns {Promise<any>} */
async function load(tries) {
  const address = new URL(`../../text/${language}.json`, import.meta.url);
  try {
    return await withTimeout(PATIENCE, async (signal) => (await fetch(address, {signal})).json());
  } catch (failed) {
    if (tries <= 1) {
      throw failed;
    }
    return load(tries - 1);
  }
}

/** Turn the reading order of what follows, or are seen by nobody: of a name in a sentence they would turn the sentence. */
const UNSEEN = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066\u2067\uFEFF]/gu;
const TURNS = new RegExp(UNSEEN.source, 'u');
/** Letters that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * A name as it can stand in a sentence, whatever direction it is written in: isolated (Unicode UAX #9), with a sign for what would turn the rest around.
 * @param {string | number} name
 */
export function isolated(name) {
  const words = String(name);
  return RIGHT_TO_LEFT.test(words) || TURNS.test(words) ? `\u2068${words.replace(UNSEEN, '\uFFFD')}\u2069` : words;
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
    // A sentence within one has its names isolated already.
    return value === undefined ? whole : name === 'words' ? String(value) : isolated(value);
  });
}

/** @param {string} key */
export function hasText(key) {
  return text(key) !== '';
}
