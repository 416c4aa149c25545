/**
 * Decides how an upload continues after a failed request: try again, try otherwise, wait or end.
 */

import {reopenLink} from '../../shared/api.js';
import {toProblem} from '../../shared/problem.js';
import {classifyResponse} from './response-class.js';

/** @typedef {import('./upload-request.js').Answer} Answer */
/** @typedef {import('./network-profile.js').RequestVariant} RequestVariant */
/**
 * `bytes` were in transit; `variant` is null if there were none to send.
 * @typedef {{bytes: number, variant: RequestVariant | null}} Attempt
 */
/**
 * running: false once this upload has been stopped; askServer: updates the item; locate: looks for the document in the
 * server's list.
 * @typedef {{running: () => boolean, askServer: () => Promise<void>, locate: () => Promise<boolean>}} Run
 */

/** More displacements in a row than this are not ours. */
const MOST_LATE = 4;
/** In ms: the server stores the bytes of a running request more often than this. */
const PROOF = 5000;

export class FailureHandler {
  #item;
  #network;
  #progress;
  /**
   * The number of our requests that may still arrive late, and take the document from our next one. A request without a
   * response counts twice, since browsers repeat a request by themselves when a kept connection breaks.
   */
  #late = 0;

  /**
   * @param {import('../item.js').Item} item
   * @param {import('./network-profile.js').NetworkProfile} network
   * @param {import('./upload-progress.js').UploadProgress} progress
   */
  constructor(item, network, progress) {
    this.#item = item;
    this.#network = network;
    this.#progress = progress;
  }

  /** @param {Answer | null} answer @param {Attempt} attempt @param {Run} run */
  async handle(answer, attempt, run) {
    const item = this.#item;
    const status = answer?.status ?? 0;
    const result = classifyResponse(answer);
    this.#progress.resetSent();
    const ownLate = result === 'displaced' && this.#late > 0;
    this.#late = Math.min(this.#late + (result === 'silent' ? 2 : ownLate ? -1 : 0), MOST_LATE);
    if (result === 'displaced' && !ownLate) {
      await this.#yield(run);
    } else if (result === 'refused') {
      this.#progress.letGo('checking'); // the server is asked next, and gives the reason
    } else if (result === 'final' || (result === 'lost' && !await reopenLink('not-found'))) {
      this.#progress.fail(toProblem(status, answer?.problem ?? null, null).words);
    } else if (result === 'wait' || (result === 'moved' && item.attempts > 2)) {
      this.#progress.wait('wait', Number.parseInt(answer?.header('Retry-After') ?? '', 10));
    } else if (result === 'moved') {
      item.attempts += 1; // the earlier bytes had not been stored yet at that request
    } else if (result === 'silent' && !await canRead(/** @type {File} */ (item.file))) {
      this.#progress.fail(null);
    } else if (result !== 'lost' && !ownLate) {
      await this.#handleBlocked(result, status, attempt, run);
    }
  }

  /**
   * Leaves the document to another tab or device if its bytes arrive there: trying again would take it back, and so on
   * for ever. Otherwise a late request of this page took it, which counting alone cannot exclude, or the other side has
   * stopped.
   * @param {Run} run
   */
  async #yield({running, askServer}) {
    const item = this.#item;
    await askServer();
    const before = item.offset;
    await new Promise((resolve) => { setTimeout(resolve, PROOF); });
    if (running()) {
      await askServer();
    }
    if (running() && item.offset > before) {
      this.#progress.letGo('elsewhere');
    }
  }

  /**
   * The network in between dropped or refused the request.
   * @param {import('./response-class.js').ResponseClass} result @param {number} status @param {Attempt} attempt
   * @param {Run} run
   */
  async #handleBlocked(result, status, {bytes, variant}, {running, askServer, locate}) {
    const item = this.#item;
    const before = item.offset;
    this.#network.recordRefusal(variant ?? {method: 'POST', type: ''}, status === 0 ? null : status);
    if (bytes > 0 && (result === 'smaller' || result === 'silent')) {
      this.#network.recordTooLarge(bytes);
    }
    if (variant && result === 'other' && this.#network.switchVariant(variant)) {
      return;
    }
    if (item.url !== null) {
      await askServer();
    } else if (result === 'stranger') {
      // Perhaps a proxy that removes headers: then the document has been created, and the list has its address.
      await locate();
      if (item.url !== null) {
        return;
      }
    }
    if (running() && item.offset <= before) {
      if (variant && item.attempts > 0) {
        // The size alone does not explain it: a proxy without PATCH may break off or answer anything.
        this.#network.switchVariant(variant);
      }
      this.#progress.wait(result === 'stranger' ? 'stranger' : variant || result === 'other' ? 'blocked' : 'line');
    }
  }
}

/**
 * A file that was changed, moved or is on a removed stick fails like a lost connection.
 * @param {File} file
 */
async function canRead(file) {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
