/**
 * Proves that a document on the server is the file of this page before the page calls it received. The last byte is
 * sent only after the proof, so that the server never has a complete document that was not compared.
 *
 * A file of one piece is read into memory and sent from there: it cannot change on the way, and needs no proof. Of a
 * larger file a sample is compared at the end. After it was chosen again, or paused, everything stored at that moment
 * is compared.
 */

import {compare, compareAll, countPieces, samplePieces} from './comparison.js';
import {PIECE} from './piece-codes.js';

/** @typedef {import('../item.js').Item} Item */
/** @typedef {import('./comparison.js').Outcome} Outcome */

export class ContentProof {
  #item;
  /** The comparison of everything, if one was asked for. @type {Promise<Outcome> | null} */
  #whole = null;
  #stopped = false;
  /** The content of a small file. @type {Blob | null} */
  #copy = null;

  /** @param {Item} item */
  constructor(item) {
    this.#item = item;
  }

  /** Compares all that the server has stored, while new bytes are sent. @returns {Promise<Outcome>} */
  verifyAll() {
    this.#whole = compareAll(this.#file(), /** @type {string} */ (this.#item.url), () => this.#stopped);
    return this.#whole;
  }

  /** The result is not needed any more. */
  stop() {
    this.#stopped = true;
  }

  /**
   * @param {number} from offset @param {number} most bytes
   * @param {() => void} changed called after a change of the item
   * @returns {Promise<Blob | Outcome>} the bytes that may be sent now, or the reason why none may
   */
  async nextBytes(from, most, changed) {
    const {size} = this.#item;
    if (from === size - 1 && size > 1 && (size > PIECE || this.#whole)) {
      const outcome = await this.#compareBeforeLast(changed);
      if (outcome !== 'same') {
        return outcome;
      }
    }
    try {
      return await this.#bytes(from, most);
    } catch {
      return 'unreadable';
    }
  }

  /**
   * @returns {Promise<Blob | null>} the content of a file of one piece; null if it is larger, empty, changed or
   *   unreadable
   */
  async smallContent() {
    const {size} = this.#item;
    if (size === 0 || size > PIECE || this.#whole) {
      return null;
    }
    const content = await this.#read().catch(() => null);
    return content?.size === size ? content : null;
  }

  async #read() {
    return this.#copy ??= new Blob([await this.#file().arrayBuffer()]);
  }

  /** @param {number} from @param {number} most */
  async #bytes(from, most) {
    const {size} = this.#item;
    if (size <= PIECE) {
      await this.#read();
    }
    const free = this.#copy && !this.#whole ? size : size - 1;
    return (this.#copy ?? this.#file()).slice(from, Math.min(from + most, from < free ? free : size));
  }

  /** The comparison that must come before the last byte. @param {() => void} changed @returns {Promise<Outcome>} */
  async #compareBeforeLast(changed) {
    const item = this.#item;
    item.comparing = true;
    item.speed = null;
    changed();
    const before = await (this.#whole ?? 'same');
    const last = before === 'same' && item.size > PIECE ? await this.#compareSample() : before;
    item.comparing = false;
    item.fileFault = last === 'different';
    return last;
  }

  async #compareSample() {
    const {size, url} = this.#item;
    const numbers = samplePieces(countPieces(size));
    return (await compare(this.#file(), /** @type {string} */ (url), numbers, () => this.#stopped)).outcome;
  }

  #file() {
    return /** @type {File} */ (this.#item.file);
  }
}
