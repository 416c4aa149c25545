/**
 * Checks a signed statement by the same rules as the command `verify`: one form of header, one encoding, a key of this
 * portal, and a time at which that key was in use.
 */

import {decode} from './keys.js';

/**
 * @typedef {{name: string, size: number, state: string, refusal?: string, type?: string, sha256?: string, parts?: string}} Signed
 * @typedef {{name: string, email: string, organisation?: string | null, phone?: string | null}} Party
 * @typedef {{kind: string, at: string, number?: string, portal?: string, organisation?: string, partSize?: number,
 *   sender?: Party, recipients?: Party[], message?: {subject: string, reference: string, text: string},
 *   documents?: Signed[], endedAt?: string, reason?: string, documentCount?: number, totalSize?: number,
 *   downloadedAt?: string, replaced?: Party, day?: string, count?: number, root?: string}} Statement
 */
/** @typedef {'good' | 'not-a-statement' | 'unknown-key' | 'wrong-signature' | 'outside-key-time'} Verdict */

/** Bytes; far above a statement about the most documents that a transfer may have. */
export const MOST = 64 << 20;

const SIGNATURE = 64;
const utf8 = new TextDecoder('utf-8', {fatal: true});

/**
 * @param {string} text @param {import('./keys.js').KeyRing} ring
 * @returns {Promise<{verdict: Verdict, content?: Statement}>}
 */
export async function check(text, {keys, verify}) {
  const [header, payload, signature, ...more] = text.trim().split('.');
  const [head, body, proof] = [header, payload, signature].map((part) => decode(part ?? '?'));
  const kid = head && keyOf(head);
  if (!kid || !body || proof?.length !== SIGNATURE || more.length > 0) {
    return {verdict: 'not-a-statement'};
  }
  const key = keys.find((one) => one.kid === kid);
  if (!key) {
    return {verdict: 'unknown-key'};
  }
  if (!await verify(key, new TextEncoder().encode(`${header}.${payload}`), proof)) {
    return {verdict: 'wrong-signature'};
  }
  const content = read(body);
  if (!content) {
    return {verdict: 'not-a-statement'};
  }
  return isInUse(key, content.at) ? {verdict: 'good', content} : {verdict: 'outside-key-time'};
}

/** The name in a header of the one form; null for any other. @param {Uint8Array} bytes */
function keyOf(bytes) {
  const text = new TextDecoder().decode(bytes);
  return /^\{"alg":"Ed25519","kid":"([\w-]{43})","typ":"rijkscloud-statement"\}$/.exec(text)?.[1] ?? null;
}

/** @param {Uint8Array} bytes @returns {Statement | null} */
function read(bytes) {
  try {
    const content = JSON.parse(utf8.decode(bytes));
    return typeof content?.at === 'string' && !Number.isNaN(Date.parse(content.at)) ? content : null;
  } catch {
    return null;
  }
}

/** @param {import('./keys.js').Key} key @param {string} at */
function isInUse({from, until}, at) {
  const time = Date.parse(at);
  return time >= Date.parse(from) && (!until || time < Date.parse(until));
}
