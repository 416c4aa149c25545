/**
 * One request about a document, with or without bytes of it. It always ends.
 */

import {parseJson} from '../../shared/api.js';

/** In ms: after this time without progress the page asks the server for its offset. */
const SILENCE = 20_000;
const OURS = 'urn:rijkscloud:problem:';

/**
 * `ours` is false if a proxy or a public network answered in the place of the portal.
 * @typedef {{status: number, header: (name: string) => string | null, ours: boolean,
 * problem: import('json').ProblemBody | null}} Answer
 */

export class UploadRequest {
  #request = new XMLHttpRequest();
  #method;
  #url;
  #headers;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {() => Promise<boolean>} */
  #silent = async () => false;
  /** @type {(answer: Answer | null) => void} */
  #settle = () => {};
  #over = false;
  /** Bytes that have left the browser. They may still lie in a buffer on the way. */
  sentBytes = 0;
  /** The time of the last progress, in ms since the epoch. */
  lastProgress = Date.now();

  /** @param {string} method @param {string} url @param {Record<string, string>} headers */
  constructor(method, url, headers) {
    this.#method = method;
    this.#url = url;
    this.#headers = headers;
  }

  /**
   * @param {Blob | null} body
   * @param {() => void} moved called when bytes have left the browser
   * @param {() => Promise<boolean>} silent called after a time without progress; false gives up
   * @returns {Promise<Answer | null>} null if there was no answer
   */
  send(body = null, moved = () => {}, silent = async () => false) {
    const request = this.#request;
    this.#silent = silent;
    return new Promise((resolve) => {
      this.#settle = (answer) => {
        this.#over = true;
        clearTimeout(this.#timer);
        resolve(answer);
      };
      request.open(this.#method, this.#url);
      Object.entries({'Tus-Resumable': '1.0.0', ...this.#headers})
          .forEach(([name, value]) => request.setRequestHeader(name, value));
      request.onload = () => this.#settle(answerOf(request));
      request.onerror = () => this.#settle(null);
      request.onabort = () => this.#settle(null);
      if (body) {
        // Progress events cost the browser work, so a request without bytes does not listen.
        request.upload.onprogress = ({loaded}) => {
          if (loaded > this.sentBytes) {
            this.sentBytes = loaded;
            this.#watch();
            moved();
          }
        };
      }
      request.send(body);
      this.#watch();
    });
  }

  /** Checks now; a device's timers are late after sleep. */
  async check() {
    clearTimeout(this.#timer);
    if (await this.#silent()) {
      this.#watch();
    } else if (!this.#over) {
      this.giveUp();
    }
  }

  giveUp() {
    this.#settle(null);
    this.#request.abort();
  }

  #watch() {
    clearTimeout(this.#timer);
    this.lastProgress = Date.now();
    if (!this.#over) {
      this.#timer = setTimeout(() => this.check(), SILENCE);
    }
  }
}

/** @param {XMLHttpRequest} request @returns {Answer} */
function answerOf(request) {
  const problem = /** @type {Answer['problem']} */ (request.status >= 400 ? parseJson(request.responseText) : null);
  return {
    status: request.status,
    header: (name) => request.getResponseHeader(name),
    ours: request.getResponseHeader('Tus-Resumable') !== null || String(problem?.type).startsWith(OURS),
    problem,
  };
}
