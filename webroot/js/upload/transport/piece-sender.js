/**
 * Sends one piece of a document at a time, and monitors the request that carries it.
 */

import {UploadRequest} from './upload-request.js';
import {fetchStatus} from './upload-status.js';

/** In ms: a request with progress within this time is left alone when the page wakes up. */
const LATELY = 3000;

/** @typedef {import('../item.js').Item} Item */
/**
 * `size` is the piece's length and `sentBytes` the part of it that has left the browser; both in bytes.
 * @typedef {{answer: import('./upload-request.js').Answer | null, size: number, sentBytes: number,
 * variant: import('./network-profile.js').RequestVariant, ms: number}} SentPiece
 */

export class PieceSender {
  #item;
  #transfer;
  #network;
  #progress;
  /** @type {UploadRequest | null} */
  #request = null;

  /**
   * @param {Item} item
   * @param {string} transfer
   * @param {import('./network-profile.js').NetworkProfile} network
   * @param {import('./upload-progress.js').UploadProgress} progress
   */
  constructor(item, transfer, network, progress) {
    this.#item = item;
    this.#transfer = transfer;
    this.#network = network;
    this.#progress = progress;
  }

  /**
   * @param {Blob} bytes that begin at the item's offset
   * @param {() => boolean} running false once this upload has been stopped
   * @returns {Promise<SentPiece>}
   */
  async send(bytes, running) {
    const {variant} = this.#network;
    const from = this.#item.offset;
    const began = Date.now();
    const request = new UploadRequest(variant.method, /** @type {string} */ (this.#item.url),
        {...variant.headers, 'Content-Type': variant.type, 'Upload-Offset': String(from)});
    this.#request = request;
    const answer = await request.send(bytes, () => running() && this.#progress.setSent(from + request.sentBytes),
        () => this.#checkSilence(running, from + bytes.size));
    if (this.#request === request) {
      this.#request = null;
    }
    return {answer, size: bytes.size, sentBytes: request.sentBytes, variant, ms: Date.now() - began};
  }

  /** The page has woken up: a request that may have died meanwhile is checked at once. */
  wake() {
    if (this.#request && Date.now() - this.#request.lastProgress > LATELY) {
      this.#request.check();
    }
  }

  giveUp() {
    this.#request?.giveUp();
    this.#request = null;
  }

  /**
   * No progress for a while. A proxy may be forwarding its buffer, or the server has all and the answer was lost.
   * @param {() => boolean} running @param {number} until the offset at the end of this piece
   * @returns {Promise<boolean>} true if the request is worth waiting for
   */
  async #checkSilence(running, until) {
    const status = await fetchStatus(this.#item, this.#transfer, this.#network);
    if (!running() || status.source !== 'server' || status.offset >= until || status.offset <= this.#item.offset) {
      return false;
    }
    this.#progress.setPartlyStored(status.offset);
    return true;
  }
}
