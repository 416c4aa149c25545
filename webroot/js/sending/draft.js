import {call} from '../shared/api.js';

/** What is filled in, as the server keeps it. */
export class Draft {
  /** @type {string | null} */
  id;
  #read;
  #kept;
  /** @type {Promise<void>} */
  #last = Promise.resolve();

  /**
   * @param {string | null} id null: there is none yet
   * @param {() => object} read what is filled in now; that is what the server has
   */
  constructor(id, read) {
    this.id = id;
    this.#read = read;
    this.#kept = JSON.stringify(read());
  }

  get path() {
    return `/api/staff/transfers/${encodeURIComponent(this.id ?? '')}`;
  }

  get unsaved() {
    return JSON.stringify(this.#read()) !== this.#kept;
  }

  /** Makes it the first time. One after the other, so that an older one never comes last. @returns {Promise<void>} */
  save() {
    this.#last = this.#last.catch(() => {}).then(() => this.#write());
    return this.#last;
  }

  async #write() {
    const body = this.#read();
    const words = JSON.stringify(body);
    if (this.id === null) {
      this.id = (await call('POST', '/api/staff/transfers', body)).id;
      // A reload, or the way back to this page, goes on with it.
      history.replaceState(null, '', `/inspectie/verzenden/${this.id}`);
    } else if (words !== this.#kept) {
      await call('PUT', this.path, body);
    }
    this.#kept = words;
  }
}
