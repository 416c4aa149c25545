/**
 * Uploads one document by tus, in pieces. After any failure it asks the server for the offset and continues from there,
 * with growing delays. It stores nothing in the browser: names of documents must not stay behind on a shared computer.
 */

import {reopenLink} from '../../shared/api.js';
import {FailureHandler} from './failure-handler.js';
import {PieceSender} from './piece-sender.js';
import {classifyResponse} from './response-class.js';
import {UploadProgress} from './upload-progress.js';
import {fetchStatus} from './upload-status.js';

export class Transport {
  #item;
  #transfer;
  #network;
  #locate;
  #progress;
  #pieces;
  #failures;
  /** Each start() is a run of its own; answers to earlier runs are ignored. */
  #run = 0;

  /**
   * @param {import('../item.js').Item} item @param {string} transfer
   * @param {import('./network-profile.js').NetworkProfile} network
   * @param {() => void} changed
   * @param {() => Promise<boolean>} locate finds out whether the server has created this document; false: it could not
   */
  constructor(item, transfer, network, changed, locate) {
    this.#item = item;
    this.#transfer = transfer;
    this.#network = network;
    this.#locate = locate;
    this.#progress = new UploadProgress(item, changed, () => this.start());
    this.#pieces = new PieceSender(item, transfer, network, this.#progress);
    this.#failures = new FailureHandler(item, network, this.#progress);
  }

  async start() {
    this.#halt();
    const run = this.#run;
    this.#progress.begin();
    while (this.#running(run)) {
      await (this.#item.url === null ? this.#create(run)
        : this.#progress.offsetKnown ? this.#sendPiece(run) : this.#askServer(run));
    }
  }

  /** Pauses; start() continues at the server's offset. */
  async stop() {
    this.#halt();
    this.#item.speed = null;
  }

  /** The connection may be back, or the page wakes up: the next attempt comes at once. */
  hurry() {
    const {state, waitReason, retryAt} = this.#item;
    if (state === 'offline' && (waitReason !== 'wait' || Date.now() >= retryAt)) {
      this.start();
    } else {
      this.#pieces.wake();
    }
  }

  #halt() {
    this.#run += 1;
    this.#progress.halt();
    this.#pieces.giveUp();
  }

  /** @param {number} run */
  #running(run) {
    return run === this.#run && this.#item.state === 'sending';
  }

  /** @param {number} run */
  async #create(run) {
    const {answer, url, offset, refusedContent} = await this.#pieces.create(() => this.#running(run));
    if (!this.#running(run)) {
      return;
    }
    if (url) {
      this.#item.setUrl(url);
      this.#progress.setStored(offset);
    } else if (!refusedContent) {
      await this.#failed(run, answer, {bytes: 0, variant: null});
    }
  }

  /** @param {number} run */
  async #askServer(run) {
    const status = await fetchStatus(this.#item, this.#transfer, this.#network);
    if (!this.#running(run)) {
      return;
    }
    if (status.source === 'server') {
      this.#progress.setStored(status.offset);
    } else if (status.source !== 'problem') {
      this.#progress.wait(status.source);
    } else if (!await reopenLink(status.problem.code)) {
      // It may have been sent, or removed, from another tab or device: the list is updated first.
      await this.#locate();
      if (this.#running(run)) {
        this.#progress.fail(status.problem.words);
      }
    }
  }

  /** @param {number} run */
  async #sendPiece(run) {
    const from = this.#item.offset;
    const bytes = await this.#item.proof.nextBytes(from, this.#network.pieceSize, () => this.#progress.notify());
    if (!this.#running(run)) {
      return;
    }
    if (bytes instanceof Blob) {
      await this.#sendBytes(run, from, bytes);
    } else {
      this.#progress.refuseFile(bytes);
    }
  }

  /** @param {number} run @param {number} from @param {Blob} bytes */
  async #sendBytes(run, from, bytes) {
    const sent = await this.#pieces.send(bytes, () => this.#running(run));
    if (!this.#running(run)) {
      return;
    }
    const offset = Number.parseInt(sent.answer?.header('Upload-Offset') ?? '', 10);
    if (classifyResponse(sent.answer) === 'taken' && offset > from) {
      this.#network.recordSuccess(sent.size, sent.ms);
      this.#progress.setStored(offset);
    } else {
      await this.#failed(run, sent.answer, {bytes: sent.sentBytes && sent.size, variant: sent.variant});
    }
  }

  /**
   * @param {number} run @param {import('./upload-request.js').Answer | null} answer
   * @param {import('./failure-handler.js').Attempt} attempt
   */
  async #failed(run, answer, attempt) {
    await this.#failures.handle(answer, attempt,
        {running: () => this.#running(run), askServer: () => this.#askServer(run), locate: this.#locate});
  }
}
