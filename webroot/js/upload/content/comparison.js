/**
 * Compares the bytes of a file with the stored bytes, piece by piece, without downloading them.
 */

import {call} from '../../shared/api.js';
import {backoff} from '../../shared/backoff.js';
import {Problem} from '../../shared/problem.js';
import {compareInWorker} from './comparison-worker.js';
import {PIECE} from './piece-codes.js';

/** In ms, before the first repetition. */
const AGAIN = 1000;
/** Another try may succeed after these problems. */
const RETRYABLE = new Set(['network', 'stranger', 'unavailable', 'codes-busy', 'too-many-requests']);
/** A sample of a large file has one piece of each stretch, besides the first and the last. */
const STRETCHES = 8;
/** Pieces in one request. */
const AT_ONCE = 64;

/**
 * The result; gone: the server does not have the document any more.
 * @typedef {'same' | 'different' | 'unreadable' | 'gone'} Outcome
 */

/** The last one of the running actions: the server allows a browser few requests, and the worker answers in order. */
let last = Promise.resolve();

/** @param {number} size in bytes @returns {number} of pieces */
export function countPieces(size) {
  return Math.ceil(size / PIECE);
}

/**
 * Chooses pieces: the first, the last, and a random one of each stretch between them; all of a small file.
 * @param {number} count of pieces @returns {number[]} their numbers
 */
export function samplePieces(count) {
  if (count <= STRETCHES + 2) {
    return [...Array(count).keys()];
  }
  const begin = Array.from({length: STRETCHES + 1}, (_, index) => 1 + Math.floor((index * (count - 2)) / STRETCHES));
  const chosen = begin.slice(1).map((end, index) => begin[index] + Math.floor(Math.random() * (end - begin[index])));
  return [0, ...chosen, count - 1];
}

/**
 * Compares some pieces, and waits while the network is away.
 * @param {File} file @param {string} url of the upload @param {number[]} numbers of the pieces
 * @param {() => boolean} stopped true once the result is not needed any more
 * @returns {Promise<{outcome: Outcome, offset: number}>} the offset up to which was compared
 */
export async function compare(file, url, numbers, stopped) {
  if (!globalThis.crypto?.subtle) {
    return {outcome: 'different', offset: 0}; // without a proof the upload begins anew
  }
  for (let tries = 0; !stopped(); tries += 1) {
    try {
      /** @type {import('json').StoredCodes} */
      const stored = await oneByOne(() => call('POST', `${url}/codes`, {pieces: numbers}));
      const {same, unreadable} = await oneByOne(() => compareInWorker(file, numbers, stored));
      return {outcome: unreadable ? 'unreadable' : same ? 'same' : 'different', offset: stored.offset};
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      if (!RETRYABLE.has(problem.code)) {
        return {outcome: 'gone', offset: 0};
      }
      await new Promise((resolve) => { setTimeout(resolve, backoff(tries, AGAIN)); });
    }
  }
  return {outcome: 'gone', offset: 0};
}

/**
 * Compares everything that the server had stored at the first request.
 * @param {File} file @param {string} url of the upload @param {() => boolean} stopped @returns {Promise<Outcome>}
 */
export async function compareAll(file, url, stopped) {
  let until = file.size;
  for (let first = 0; first * PIECE < until; first += AT_ONCE) {
    const end = Math.min(first + AT_ONCE, countPieces(until));
    const numbers = Array.from({length: end - first}, (_, index) => first + index);
    const {outcome, offset} = await compare(file, url, numbers, stopped);
    if (outcome !== 'same') {
      return outcome;
    }
    until = first === 0 ? offset : until;
  }
  return 'same';
}

/** @template T @param {() => Promise<T>} action @returns {Promise<T>} */
function oneByOne(action) {
  const result = last.then(action);
  last = result.then(() => {}, () => {});
  return result;
}
