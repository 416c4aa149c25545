import {call, Problem} from '../../shared/api.js';
import {backoff} from '../../shared/backoff.js';
import {hasSameBytes, PIECE} from './piece-codes.js';
import {startWorker} from './start-worker.js';

/** In ms: a worker that says nothing for so long is none. */
const START = 5000;
/** In ms, before the first repetition. */
const AGAIN = 1000;
/** Another try can put these right. */
const RETRYABLE = new Set(['network', 'stranger', 'unavailable', 'codes-busy', 'too-many-requests']);
/** Of a large file, with a piece of each besides the first and the last. */
const STRETCHES = 8;
/** Pieces in one question. */
const AT_ONCE = 64;

/** What a comparison came to. gone: the server has no such document any more. @typedef {'same' | 'different' | 'unreadable' | 'gone'} Outcome */

/** @typedef {{same: boolean, unreadable: boolean}} Answer */

/** @type {Promise<Worker | null> | undefined} */
let worker;
/** One question at a time: the server has few places for a browser, and the worker answers in order. */
let turn = Promise.resolve();

/** How many pieces so many bytes have. @param {number} size */
export function countPieces(size) {
  return Math.ceil(size / PIECE);
}

/** The first piece, the last, and between them one of each stretch by chance: all of them when there are few. @param {number} count */
export function samplePieces(count) {
  if (count <= STRETCHES + 2) {
    return [...Array(count).keys()];
  }
  const begin = Array.from({length: STRETCHES + 1}, (none, index) => 1 + Math.floor((index * (count - 2)) / STRETCHES));
  const chosen = begin.slice(1).map((end, index) => begin[index] + Math.floor(Math.random() * (end - begin[index])));
  return [0, ...chosen, count - 1];
}

/**
 * Whether the file has what the server has, in these pieces. Waits while the line is away.
 * @param {File} file @param {string} url of the upload @param {number[]} numbers @param {() => boolean} stopped
 * @returns {Promise<{outcome: Outcome, offset: number}>} the offset up to which was compared
 */
export async function compare(file, url, numbers, stopped) {
  if (!globalThis.crypto?.subtle) {
    return {outcome: 'different', offset: 0}; // no proof, no resuming
  }
  for (let tries = 0; !stopped(); tries += 1) {
    try {
      const stored = await inTurn(() => call('POST', `${url}/codes`, {pieces: numbers}));
      return {outcome: await compareStored(file, numbers, stored), offset: stored.offset};
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      if (!RETRYABLE.has(problem.code)) {
        return {outcome: 'gone', offset: 0};
      }
      await pause(backoff(tries, AGAIN));
    }
  }
  return {outcome: 'gone', offset: 0};
}

/**
 * The same for everything that the server had when it was asked first.
 * @param {File} file @param {string} url @param {() => boolean} stopped @returns {Promise<Outcome>}
 */
export async function compareAll(file, url, stopped) {
  let until = file.size;
  for (let first = 0; first * PIECE < until; first += AT_ONCE) {
    const last = Math.min(first + AT_ONCE, countPieces(until));
    const numbers = Array.from({length: last - first}, (none, index) => first + index);
    const {outcome, offset} = await compare(file, url, numbers, stopped);
    if (outcome !== 'same') {
      return outcome;
    }
    until = first === 0 ? offset : until;
  }
  return 'same';
}

/** @param {File} file @param {number[]} numbers @param {import('./piece-codes.js').StoredCodes} stored @returns {Promise<Outcome>} */
async function compareStored(file, numbers, stored) {
  const {same, unreadable} = await inTurn(() => answered(file, numbers, stored));
  return unreadable ? 'unreadable' : same ? 'same' : 'different';
}

/** @param {File} file @param {number[]} numbers @param {import('./piece-codes.js').StoredCodes} stored @returns {Promise<Answer>} */
async function answered(file, numbers, stored) {
  const helper = await (worker ??= started());
  try {
    if (helper) {
      return await asked(helper, {file, numbers, stored});
    }
  } catch {
    worker = Promise.resolve(null); // it has died: the page goes on by itself
  }
  return hasSameBytes(file, numbers, stored).then((same) => ({same, unreadable: false}), () => ({same: false, unreadable: true}));
}

/** Null where the browser has no such worker: then the page compares by itself, piece by piece. @returns {Promise<Worker | null>} */
async function started() {
  try {
    const made = startWorker('codes.js');
    return await Promise.race([heard(made).then(() => made), pause(START).then(() => null)]);
  } catch {
    return null;
  }
}

/** @param {Worker} helper @param {object} question */
function asked(helper, question) {
  const answer = heard(helper);
  helper.postMessage(question);
  return answer;
}

/** The next word of a worker. @param {Worker} helper @returns {Promise<Answer>} */
function heard(helper) {
  return new Promise((resolve, reject) => {
    helper.onmessage = ({data}) => resolve(data);
    helper.onerror = (event) => {
      event.preventDefault();
      reject(new Error('the worker does not run'));
    };
  });
}

/** @template T @param {() => Promise<T>} action @returns {Promise<T>} */
function inTurn(action) {
  const mine = turn.then(action);
  turn = mine.then(() => {}, () => {});
  return mine;
}

/** @param {number} ms */
function pause(ms) {
  return new Promise((resolve) => { setTimeout(resolve, ms); });
}
