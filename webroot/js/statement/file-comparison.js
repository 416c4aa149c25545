/**
 * Compares a file with the documents of a statement, in this browser. It reads part by part, so that memory does not
 * depend on the size of the file.
 */

/** @typedef {import('./signed-statement.js').Signed} Signed */
/**
 * `unknown`: a document of this size was not read yet when the statement was made. `too-large`: only a digest is known
 * that browsers compute of small files alone.
 * @typedef {{match: 'same' | 'other' | 'unknown' | 'too-large', names: string[]}} Comparison
 */

/** Bytes of a file that is read into memory whole. */
const WHOLE = 256 << 20;

/**
 * @param {File} file @param {{documents?: Signed[], partSize?: number}} statement
 * @param {(done: number) => void} progress gets the share that is read, from 0 to 1
 * @returns {Promise<Comparison>}
 */
export async function compare(file, {documents = [], partSize = 8 << 20}, progress) {
  const sized = documents.filter(({size}) => size === file.size);
  const byParts = sized.filter(({parts}) => parts);
  const bySha256 = sized.filter(({parts, sha256}) => !parts && sha256);
  const parts = byParts.length > 0 ? await digestParts(file, partSize, progress) : '';
  const sha256 = bySha256.length > 0 && file.size <= WHOLE
    ? hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())) : '';
  const same = [...byParts.filter((one) => one.parts === parts), ...bySha256.filter((one) => one.sha256 === sha256)];
  if (same.length > 0) {
    return {match: 'same', names: names(same)};
  }
  if (bySha256.length > 0 && !sha256) {
    return {match: 'too-large', names: names(bySha256)};
  }
  const unread = sized.filter((one) => !one.parts && !one.sha256);
  return {match: unread.length > 0 ? 'unknown' : 'other', names: names(unread)};
}

/** @param {Signed[]} documents */
function names(documents) {
  return documents.map(({name}) => name);
}

/**
 * SHA-256 over the SHA-256 digests of all parts. The next part is read while one is digested.
 * @param {File} file @param {number} size @param {(done: number) => void} progress
 */
async function digestParts(file, size, progress) {
  const count = Math.ceil(file.size / size);
  const all = new Uint8Array(count * 32);
  const read = (/** @type {number} */ part) => file.slice(part * size, (part + 1) * size).arrayBuffer();
  let next = count > 0 ? read(0) : null;
  for (let part = 0; part < count && next; part += 1) {
    const bytes = await next;
    next = part + 1 < count ? read(part + 1) : null;
    next?.catch(() => {}); // a failure is told by the await of the next turn
    all.set(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), part * 32);
    progress((part + 1) / count);
  }
  return hex(await crypto.subtle.digest('SHA-256', all));
}

/** @param {ArrayBuffer} bytes */
export function hex(bytes) {
  return [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, '0')).join('');
}
