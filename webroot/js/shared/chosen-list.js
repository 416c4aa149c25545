/**
 * Reads the list that was chosen in the field of a form.
 */

import {byId} from './dom.js';

/** The server takes no larger file, so no more than this is read. */
const MOST_BYTES = 256 * 1024;

/** The text of the chosen file: UTF-8 or UTF-16, else Windows-1252; empty without a file. @returns {Promise<string>} */
export async function readCsvFile() {
  const file = /** @type {HTMLInputElement} */ (byId('csv')).files?.[0];
  if (!file) {
    return '';
  }
  const bytes = new Uint8Array(await file.slice(0, 2 * MOST_BYTES + 4).arrayBuffer());
  const marked = (/** @type {number} */ first, /** @type {number} */ second) =>
    bytes[0] === first && bytes[1] === second;
  if (marked(0xFE, 0xFF)) {
    return new TextDecoder('utf-16be').decode(bytes);
  }
  if (marked(0xFF, 0xFE) || (bytes.length > 3 && bytes[1] === 0 && bytes[3] === 0)) {
    return new TextDecoder('utf-16le').decode(bytes);
  }
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes, {stream: file.size > bytes.length});
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
