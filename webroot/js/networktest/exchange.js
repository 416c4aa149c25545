/**
 * The requests of the network test.
 */

const ADDRESS = '/api/network-test';
const MANY = 429;
/** Ms for a request of any size. */
const PATIENCE = 120_000;
const BLOCK = 50_000;
const OPTIONS = /** @type {RequestInit} */ ({cache: 'no-store', credentials: 'omit'});

/**
 * @typedef {object} Exchange
 * @property {number} status 0 if nothing answered
 * @property {number} bytes that arrived
 * @property {number} took ms
 * @property {number} first ms until the answer began
 * @property {number} began by the clock of this device
 * @property {boolean} via true if something in between told of itself
 * @property {import('json').NetworkTest | null} answer
 */

export class TooManyTests extends Error {}

/** @param {string} method @param {number} length @returns {Promise<Exchange>} */
export function send(method, length) {
  const headers = {'Content-Type': 'application/octet-stream'};
  return exchange(ADDRESS, {...OPTIONS, method, headers, body: random(length)}, async (response) => {
    /** @type {import('json').NetworkTest | null} */
    const answer = response.ok ? await response.json().catch(() => null) : null;
    return {answer, bytes: answer?.received ?? 0, via: Boolean(answer?.proxy)};
  });
}

/** @returns {Promise<Exchange>} */
export function receive() {
  return exchange(`${ADDRESS}/bytes`, OPTIONS, async (response) => {
    const bytes = (await response.arrayBuffer()).byteLength;
    return {answer: null, bytes: response.ok ? bytes : 0, via: false};
  });
}

/**
 * @param {string} address @param {RequestInit} request
 * @param {(response: Response) => Promise<Pick<Exchange, 'answer' | 'bytes' | 'via'>>} read
 * @returns {Promise<Exchange>}
 */
async function exchange(address, request, read) {
  const began = Date.now();
  const start = performance.now();
  try {
    const response = await fetch(address, {...request, signal: AbortSignal.timeout(PATIENCE)});
    if (response.status === MANY) {
      throw new TooManyTests();
    }
    const first = performance.now() - start;
    const found = await read(response);
    return {...found, status: response.status, first, took: performance.now() - start, began,
      via: found.via || response.headers.has('Via')};
  } catch (failure) {
    if (failure instanceof TooManyTests) {
      throw failure;
    }
    return {status: 0, bytes: 0, took: 0, first: 0, began, via: false, answer: null};
  }
}

/** Bytes that no network can compress. @param {number} length */
function random(length) {
  const block = crypto.getRandomValues(new Uint8Array(Math.min(length, BLOCK)));
  return new Blob(Array.from({length: Math.ceil(length / block.length)}, () => block)).slice(0, length);
}
