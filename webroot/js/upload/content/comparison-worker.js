/**
 * Compares pieces in a worker, so that the page stays responsive; on the page itself where no worker runs.
 */

import {hasSameBytes} from './piece-codes.js';
import {startWorker} from './start-worker.js';

/** In ms: a worker that has not reported by then is not used. */
const START = 5000;

/** @typedef {{same: boolean, unreadable: boolean}} Answer */

/** @type {Promise<Worker | null> | undefined} */
let worker;

/**
 * Only one question at a time may be open, since the worker answers in order.
 * @param {File} file @param {number[]} numbers of pieces @param {import('json').StoredCodes} stored
 * @returns {Promise<Answer>}
 */
export async function compareInWorker(file, numbers, stored) {
  const running = await (worker ??= start());
  try {
    if (running) {
      const answer = nextMessage(running);
      running.postMessage({file, numbers, stored});
      return await answer;
    }
  } catch {
    worker = Promise.resolve(null); // it has died
  }
  return hasSameBytes(file, numbers, stored)
      .then((same) => ({same, unreadable: false}), () => ({same: false, unreadable: true}));
}

/** @returns {Promise<Worker | null>} null if the browser runs no such worker */
async function start() {
  try {
    const started = startWorker('codes.js');
    const timeout = new Promise((resolve) => { setTimeout(resolve, START); });
    return await Promise.race([nextMessage(started).then(() => started), timeout.then(() => null)]);
  } catch {
    return null;
  }
}

/** @param {Worker} running @returns {Promise<Answer>} */
function nextMessage(running) {
  return new Promise((resolve, reject) => {
    running.onmessage = ({data}) => resolve(data);
    running.onerror = (event) => {
      event.preventDefault();
      reject(new Error('the worker does not run'));
    };
  });
}
