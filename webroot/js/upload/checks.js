import {size} from '../format.js';
import {text} from '../texts.js';

/** @typedef {{maxDocumentSize: number, maxDocuments: number, extensions: string[]}} Limits */

/**
 * Why a file cannot be added, in words; null when it can. The server checks again.
 * @param {File} file
 * @param {Limits} limits
 * @param {number} count how many there are
 */
export function objection(file, limits, count) {
  const dot = file.name.lastIndexOf('.');
  const extension = dot > 0 ? file.name.slice(dot + 1).toLowerCase() : '';
  if (!limits.extensions.includes(extension)) {
    return text('verstuur.badExtension', {name: file.name});
  }
  if (file.size > limits.maxDocumentSize) {
    return text('verstuur.tooLarge', {name: file.name, size: size(limits.maxDocumentSize)});
  }
  return count >= limits.maxDocuments
    ? text('verstuur.tooMany', {name: file.name, count: limits.maxDocuments}) : null;
}
