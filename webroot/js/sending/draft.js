/**
 * A draft of a sending, as the server keeps it.
 */

import {call} from '../shared/api.js';

export class Draft {
  /** @type {string | null} */
  id;
  #read;
  #kept;
  /** @type {Promise<void>} */
  #last = Promise.resolve();

  /**
   * @param {string | null} id null if it has not been saved yet
   * @param {() => object} read returns the form's values; the server has the current ones
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

  /** Saves one version after the other, so that an older one never overwrites a newer one. @returns {Promise<void>} */
  save() {
    this.#last = this.#last.catch(() => {}).then(() => this.#write());
    return this.#last;
  }

  async #write() {
    const body = this.#read();
    const words = JSON.stringify(body);
    if (this.id === null) {
      /** @type {import('json').NewDraft} */
      const {id} = await call('POST', '/api/staff/transfers', body);
      this.id = id;
      // A reload, or a return to this page, continues with this draft.
      history.replaceState(null, '', `/inspectie/verzenden/${this.id}`);
    } else if (words !== this.#kept) {
      await call('PUT', this.path, body);
    }
    this.#kept = words;
  }
}
