/**
 * Computes a code of each piece of a file as the server does for its stored bytes: AES-GMAC (NIST SP 800-38D), with a
 * key and salt that come with the server's codes. Runs in a worker, and on the page if there is none.
 */

/** Bytes of a piece. */
export const PIECE = 1 << 20;

/**
 * Compares pieces of a file with the stored ones; reads one piece at a time.
 * @param {Blob} file @param {number[]} numbers of the pieces @param {import('json').StoredCodes} stored
 * @throws {DOMException} if the file cannot be read
 */
export async function hasSameBytes(file, numbers, {key, salt, offset, codes}) {
  const imported = await crypto.subtle.importKey('raw', decoded(key), 'AES-GCM', false, ['encrypt']);
  for (const [index, number] of numbers.entries()) {
    const expected = codes[index];
    if (expected === null) {
      continue;
    }
    if (await code(imported, decoded(salt), number, await piece(file, number, offset)) !== expected) {
      return false;
    }
  }
  return true;
}

/** @param {Blob} file @param {number} number @param {number} offset */
async function piece(file, number, offset) {
  const start = number * PIECE;
  const bytes = await file.slice(start, Math.min(start + PIECE, offset)).arrayBuffer();
  if (bytes.byteLength !== Math.min(PIECE, offset - start)) {
    throw new DOMException('the file has become shorter', 'NotReadableError');
  }
  return bytes;
}

/** @param {CryptoKey} key @param {Uint8Array} salt @param {number} number @param {ArrayBuffer} bytes */
async function code(key, salt, number, bytes) {
  const iv = new Uint8Array(salt.length + 4);
  iv.set(salt);
  new DataView(iv.buffer).setUint32(salt.length, number);
  const tag = await crypto.subtle.encrypt({name: 'AES-GCM', iv, additionalData: bytes}, key, new Uint8Array(0));
  return btoa(String.fromCharCode(...new Uint8Array(tag)));
}

/** @param {string} base64 */
function decoded(base64) {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
