/**
 * Sends one piece of a document at a time, and monitors the request that carries it. A small document is one piece, and
 * goes with the request that creates it.
 */

import {classifyResponse} from './response-class.js';
import {creationRequest} from './upload-creation.js';
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

/**
 * `refusedContent` is true if the network let no request with content through that begins a document: one without may
 * get through.
 * @typedef {{answer: import('./upload-request.js').Answer | null, url: string | null, offset: number,
 *   refusedContent: boolean}} Creation
 */

/** An intermediary refuses such a request. */
const REFUSALS = new Set(['smaller', 'other', 'stranger']);

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
   * @param {() => boolean} running false once this upload has been stopped
   * @returns {Promise<Creation>}
   */
  async create(running) {
    const content = await this.#contentOfOnePiece();
    const request = creationRequest(this.#item, this.#transfer, content);
    const answer = await this.#track(request,
        request.send(content, () => running() && this.#progress.setSent(request.sentBytes)));
    const url = answer?.ours && answer.status === 201 ? answer.header('Location') : null;
    const result = classifyResponse(answer);
    if (content && (REFUSALS.has(result) || result === 'silent')) {
      this.#network.contentWithCreation = false;
    }
    return {answer, url, offset: Number.parseInt(answer?.header('Upload-Offset') ?? '0', 10),
      refusedContent: content !== null && REFUSALS.has(result)};
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
    const answer = await this.#track(request, request.send(bytes,
        () => running() && this.#progress.setSent(from + request.sentBytes),
        () => this.#checkSilence(running, from + bytes.size)));
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

  /** Keeps the request within reach of giveUp() while it runs. @template T @param {UploadRequest} request
   * @param {Promise<T>} answer */
  async #track(request, answer) {
    this.#request = request;
    try {
      return await answer;
    } finally {
      if (this.#request === request) {
        this.#request = null;
      }
    }
  }

  /** @returns {Promise<Blob | null>} null if it has to follow in pieces, or none can be read */
  async #contentOfOnePiece() {
    const {contentWithCreation, pieceSize} = this.#network;
    return contentWithCreation && this.#item.size <= pieceSize ? this.#item.proof.smallContent() : null;
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
