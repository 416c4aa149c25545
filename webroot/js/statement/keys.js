/**
 * The portal's public keys, and verifying with one: by the browser itself, or by a library in browsers that do not
 * know Ed25519.
 */

import {withTimeout} from '../shared/timeout.js';

/** @typedef {{kid: string, x: string, from: string, until?: string}} Key */
/** @typedef {(key: Key, signed: BufferSource, signature: BufferSource) => Promise<boolean>} Verify */
/** @typedef {{keys: Key[], verify: Verify}} KeyRing */

/** In ms. */
const TIMEOUT = 30_000;
const ADDRESS = '/.well-known/rijkscloud-keys.json';

/**
 * Loads everything that checking needs, so that it works when the portal is gone.
 * @returns {Promise<KeyRing>}
 */
export async function loadKeys() {
  const keys = await withTimeout(TIMEOUT, async (signal) => {
    const answer = await fetch(ADDRESS, {signal});
    if (!answer.ok) {
      throw new Error('the keys cannot be read');
    }
    return /** @type {{keys: Key[]}} */ (await answer.json()).keys;
  });
  const known = keys.length === 0 || await importKey(keys[0]).then(() => true, () => false);
  return {keys, verify: known ? verifyNatively : await loadLibrary()};
}

/** @param {Key} key */
function importKey({x}) {
  return crypto.subtle.importKey('jwk', {kty: 'OKP', crv: 'Ed25519', x}, {name: 'Ed25519'}, false, ['verify']);
}

/** @type {Verify} */
async function verifyNatively(key, signed, signature) {
  return crypto.subtle.verify({name: 'Ed25519'}, await importKey(key), signature, signed);
}

/** @returns {Promise<Verify>} */
async function loadLibrary() {
  const {verifyAsync} = await import('../../lib/@noble/ed25519/index.js');
  return async ({x}, signed, signature) =>
    // Not the rules of ZIP 215, which take signatures that RFC 8032 refuses.
    verifyAsync(signature, signed, decode(x) ?? new Uint8Array(), {zip215: false}).catch(() => false);
}

/**
 * Bytes of base64url without padding. There is one text for each byte string: null for any other.
 * @param {string} text @returns {Uint8Array<ArrayBuffer> | null}
 */
export function decode(text) {
  if (!/^[\w-]*$/.test(text)) {
    return null;
  }
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const again = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
    return again === text ? Uint8Array.from(binary, (one) => one.charCodeAt(0)) : null;
  } catch {
    return null;
  }
}
