/**
 * Finds the document that has the content of a chosen file.
 */

import {compare, compareAll, countPieces, samplePieces} from './comparison.js';
import {PIECE} from './piece-codes.js';

/** @typedef {import('../item.js').Item} Item */

/**
 * The same name and size prove nothing, since scanners call everything scan.pdf.
 * @param {File} file @param {Item[]} alike the documents of the same name and size
 * @returns {Promise<Item | null>}
 */
export async function findSameContent(file, alike) {
  for (const item of alike) {
    if (await hasSameContent(file, item)) {
      return item;
    }
  }
  return null;
}

/** @param {File} file @param {Item} item */
async function hasSameContent(file, item) {
  const here = item.lastFile && await sameFiles(file, item.lastFile);
  if (here === true || here === false) {
    return here;
  }
  if (item.url === null || item.offset === 0) {
    return item.needsFile; // the server has no bytes yet that another file would not fit
  }
  const never = () => false;
  const {url, offset} = item;
  const few = await compare(file, url, samplePieces(countPieces(offset)), never);
  if (few.outcome !== 'same' || item.needsFile) {
    return few.outcome === 'same'; // the rest is compared while new bytes are sent
  }
  return await compareAll(file, url, never) === 'same';
}

/** Null if one of them cannot be read, for instance after a change on disk. @param {File} one @param {File} other */
async function sameFiles(one, other) {
  if (one === other) {
    return true;
  }
  const count = countPieces(one.size);
  try {
    for (const number of [...samplePieces(count), ...Array(count).keys()]) {
      const [left, right] = await Promise.all([one, other].map((file) =>
        file.slice(number * PIECE, (number + 1) * PIECE).arrayBuffer()));
      if (!equal(new Uint8Array(left), new Uint8Array(right))) {
        return false;
      }
    }
    return true;
  } catch {
    return null;
  }
}

/** @param {Uint8Array} one @param {Uint8Array} other */
function equal(one, other) {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
