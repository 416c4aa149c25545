/**
 * Decides which files can be added, and explains the refusals. The server checks again.
 */

import {size} from '../shared/format.js';
import {hasText, text} from '../shared/texts.js';

/** @typedef {{maxDocumentSize: number, maxDocuments: number, extensions: string[]}} Limits */

/** Maximum length of a name on the server, in UTF-16 units. */
const LONGEST_NAME = 255;
/** Maximum length of a name in a sentence. */
const SHOWN_NAME = 60;
/** Control characters, line separators, and characters that reverse the reading order. */
const HIDDEN = /[\p{Cc}\u2028-\u202E\u2066-\u2069]/u;
/** The advice about common extensions that are not taken. */
const ADVICE = new Map(Object.entries({
  heic: 'photo', heif: 'photo', webp: 'picture', tif: 'picture', tiff: 'picture', bmp: 'picture', avif: 'picture',
  gif: 'picture', jfif: 'picture', msg: 'mail', eml: 'mail', mht: 'mail', mp4: 'media', mov: 'media', m4v: 'media',
  avi: 'media', m4a: 'media', mp3: 'media', wav: 'media',
  pages: 'apple', numbers: 'apple', key: 'apple', gdoc: 'google', gsheet: 'google', gslides: 'google',
}));

/** Invisible characters, except the joiners in emoji and Persian words. */
const UNSEEN = /[\u00AD\u061C\u180E\u200B\u200E\u200F\u2060-\u2065\u206A-\u206F\uFEFF\uFFF9-\uFFFB]/g;

/** The document's name on the server. @param {File} file */
export function documentName(file) {
  return file.name.normalize('NFC').replace(UNSEEN, '').trim();
}

/** The name, shortened for a sentence. @param {File} file */
export function displayName(file) {
  const signs = [...documentName(file)];
  return signs.length > SHOWN_NAME ? `${signs.slice(0, SHOWN_NAME).join('')}\u2026` : signs.join('');
}

/**
 * The reason why a file cannot be added; null if it can.
 * @param {File} file
 * @param {Limits} limits
 * @param {number} count of the documents so far
 */
export function findRejection(file, limits, count) {
  const called = documentName(file);
  const name = displayName(file);
  const hidden = HIDDEN.exec(file.name);
  if (hidden) {
    const number = /** @type {number} */ (hidden[0].codePointAt(0)).toString(16).toUpperCase().padStart(4, '0');
    return text('verstuur.badName', {name, character: `U+${number}`});
  }
  if (called.length > LONGEST_NAME) {
    return text('verstuur.longName', {name, count: LONGEST_NAME});
  }
  const dot = called.lastIndexOf('.');
  const extension = called.slice(dot + 1).toLowerCase();
  if (dot < 1) {
    return text(dot === 0 ? 'verstuur.onlyExtension' : 'verstuur.noExtension', {name});
  }
  if (!limits.extensions.includes(extension)) {
    return text(adviceOn(extension), {name});
  }
  if (file.size > limits.maxDocumentSize) {
    return text('verstuur.tooLarge', {name, size: size(limits.maxDocumentSize)});
  }
  return count >= limits.maxDocuments
    ? text('verstuur.tooMany', {name, count: limits.maxDocuments}) : null;
}

/** The key of the advice about an extension; some advice depends on the device. @param {string} extension */
function adviceOn(extension) {
  const advice = ADVICE.get(extension);
  const onDevice = `verstuur.bad-${advice}-${device()}`;
  return !advice ? 'verstuur.badExtension' : hasText(onDevice) ? onDevice : `verstuur.bad-${advice}`;
}

/** Guesses from the browser's user agent; a wrong guess costs a less fitting sentence. */
function device() {
  const agent = navigator.userAgent;
  // An iPad says it is a Mac; a Mac has no touch screen.
  return /iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && navigator.maxTouchPoints > 1) ? 'apple'
    : /Android/.test(agent) ? 'android' : 'computer';
}
