import {foundAgain, problemOf} from '../api.js';
import {parsed, readable} from './fault.js';
import {Rate} from './rate.js';

/** @typedef {import('./item.js').Item} Item */
const tus = /** @type {any} */ (globalThis).tus;
const LONGEST_WAIT = 30_000;
/** What the server may answer that another try can put right: busy, moved on meanwhile, slow down. */
const PASSING = new Set([408, 409, 423, 425, 429]);

/**
 * Carries one document by tus. Tries again for ever when the line is lost; keeps nothing in the browser's storage,
 * since the names of documents must not stay behind on a shared computer.
 */
export class Transport {
  #upload;
  #rate = new Rate();
  #begun = false;
  #locate;
  #item;
  #changed;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {Item} item
   * @param {string} transfer
   * @param {() => void} changed
   * @param {() => Promise<void>} locate finds out whether the server has begun with this document
   */
  constructor(item, transfer, changed, locate) {
    this.#item = item;
    this.#locate = locate;
    this.#changed = changed;
    this.#upload = new tus.Upload(item.file, {
      endpoint: '/api/uploads',
      uploadUrl: item.url,
      metadata: {
        filename: item.name, transfer, ...(item.file?.type && {filetype: item.file.type}),
      },
      chunkSize: Infinity,
      retryDelays: null,
      storeFingerprintForResuming: false,
      urlStorage: null,
      onUploadUrlAvailable: () => item.sitsAt(this.#upload.url),
      onProgress: (/** @type {number} */ sent) => this.#progress(sent),
      onSuccess: () => this.#done(),
      onError: (/** @type {any} */ error) => this.#lost(error),
    });
  }

  async start() {
    clearTimeout(this.#timer);
    this.#rate.reset();
    this.#item.state = 'sending';
    this.#changed();
    // The answer to a creation may have been lost with the line: a second creation would leave a half document.
    if (this.#begun && !this.#item.url) {
      await this.#locate();
    }
    this.#begun = true;
    if (this.#item.state === 'sending') {
      this.#upload.url = this.#item.url;
      this.#upload.start();
    }
  }

  /** Stops without giving anything up; start() goes on where the server is. */
  stop() {
    clearTimeout(this.#timer);
    this.#item.speed = null;
    return this.#upload.abort(false);
  }

  /** Not waiting any longer: the line is said to be back. */
  hurry() {
    if (this.#item.state === 'offline') {
      this.start();
    }
  }

  /** @param {number} sent */
  #progress(sent) {
    this.#rate.add(sent);
    if (sent > this.#item.sent) {
      this.#item.attempts = 0;
    }
    this.#item.sent = sent;
    this.#item.speed = this.#rate.perSecond;
    this.#changed();
  }

  #done() {
    this.#item.sent = this.#item.size;
    this.#item.speed = null;
    // The server says what it thinks of the content at the next look.
    this.#item.state = 'checking';
    this.#item.file = null;
    this.#changed();
  }

  /** @param {any} error */
  async #lost(error) {
    const item = this.#item;
    if (item.state !== 'sending') {
      return;
    }
    const status = error.originalResponse?.getStatus() ?? 0;
    const answer = parsed(error.originalResponse?.getBody() ?? '');
    item.speed = null;
    if (answer?.code === 'upload-displaced') {
      // Another tab or device goes on with it. Trying again would take it back, and so on for ever.
      item.state = 'elsewhere';
      item.file = null;
    } else if (status === 409 && item.attempts === 0 || await foundAgain(answer?.code)) {
      // What was on its way before a pause had not been stored yet when we asked, now it has; or our link is open again.
      item.attempts = 1;
      this.start();
      return;
    } else if (status >= 400 && status !== 507 && status < 500 && !PASSING.has(status)) {
      this.#fail(problemOf(status, answer, null).words);
    } else if (status === 507) {
      this.#fail(problemOf(status, {code: 'storage-full'}, null).words);
    } else if (status === 0 && !await readable(/** @type {File} */ (item.file))) {
      this.#fail(null);
    } else if (item.state === 'sending') {
      this.#later(Number.parseInt(error.originalResponse?.getHeader('Retry-After') ?? '', 10));
    }
    this.#changed();
  }

  /** @param {string | null} words null: the file itself cannot be read any more */
  #fail(words) {
    this.#item.state = 'failed';
    this.#item.reason = words;
  }

  /** @param {number} asked seconds that the server asked for, or NaN */
  #later(asked) {
    const item = this.#item;
    item.attempts += 1;
    const wait = asked > 0 ? asked * 1000 : Math.min(1000 * 2 ** (item.attempts - 1), LONGEST_WAIT);
    item.state = 'offline';
    item.retryAt = Date.now() + wait;
    this.#timer = setTimeout(() => this.start(), wait);
  }
}
