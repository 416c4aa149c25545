/**
 * Checks that a statement is in the signed head of a day, by the rules of the command `verify --proof`: a tree as in
 * RFC 6962 over the hashes of the day's statements.
 */

import {fieldDay} from '../shared/format.js';
import {hex} from './file-comparison.js';
import {check} from './signed-statement.js';

/** @typedef {{index: number, size: number, path: string[], head: string}} Inclusion */

const HASH = /^[0-9a-f]{64}$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const MOST_STEPS = 63;

/** Reads a saved proof; null for any other text. @param {string} text @returns {Inclusion | null} */
export function parseInclusion(text) {
  try {
    const {index, size, path, head} = JSON.parse(text);
    const whole = Number.isSafeInteger(index) && Number.isSafeInteger(size) && typeof head === 'string'
        && Array.isArray(path) && path.length <= MOST_STEPS && path.every((one) => HASH.test(one));
    return whole ? {index, size, path, head} : null;
  } catch {
    return null;
  }
}

/** The hash by which a statement is in the tree of its day. @param {string} statement */
export async function entryOf(statement) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(statement.trim())));
}

/**
 * The day whose head holds the statement, as "2026-11-29"; null if the proof does not show that.
 * @param {Inclusion} inclusion @param {string} statement @param {import('./keys.js').KeyRing} ring
 */
export async function dayOf({index, size, path, head}, statement, ring) {
  const [{content: said}, {content}] = await Promise.all([check(statement, ring), check(head, ring)]);
  const day = content?.day ?? '';
  if (!said || content?.kind !== 'day-head' || content.count !== size || !DAY.test(day) || fieldDay(said.at) > day) {
    return null;
  }
  return await leads(await entryOf(statement), index, size, path, content.root ?? '') ? day : null;
}

/**
 * RFC 9162 section 2.1.3.2.
 * @param {Uint8Array<ArrayBuffer>} entry @param {number} index @param {number} size @param {string[]} path @param {string} root
 */
async function leads(entry, index, size, path, root) {
  if (index < 0 || index >= size) {
    return false;
  }
  let [place, last] = [index, size - 1];
  let hash = await sha256(Uint8Array.of(0), entry);
  for (const step of path) {
    const beside = Uint8Array.from(step.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
    if (last === 0) {
      return false;
    }
    if (place % 2 === 1 || place === last) {
      hash = await sha256(Uint8Array.of(1), beside, hash);
      while (place % 2 === 0 && place !== 0) {
        [place, last] = [place / 2, Math.floor(last / 2)];
      }
    } else {
      hash = await sha256(Uint8Array.of(1), hash, beside);
    }
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && hex(hash.buffer) === root;
}

/** @param {Uint8Array<ArrayBuffer>[]} parts */
async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer()));
}
