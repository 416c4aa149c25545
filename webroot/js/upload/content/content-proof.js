import {PIECE} from './piece-codes.js';
import {compare, compareAll, countPieces, samplePieces} from './comparison.js';

/** @typedef {import('../item.js').Item} Item */
/** @typedef {import('./comparison.js').Outcome} Outcome */

/**
 * Finds out whether a document on the server is the file that this page has, before it calls the document received. Its last byte goes only then, so
 * that the server has no whole document either that nobody has compared.
 *
 * A file of one piece is read into memory and sent from there: nothing can change under way, and nothing is asked. Of a larger one ten pieces are
 * compared at the end. After it was chosen again, or paused, all pieces are that the server had at that moment.
 */
export class ContentProof {
  #item;
  /** @type {Promise<Outcome> | null} */
  #whole = null;
  #stopped = false;
  /** @type {Blob | null} */
  #copy = null;

  /** @param {Item} item */
  constructor(item) {
    this.#item = item;
  }

  /** Compares all that the server has, while new bytes go. @returns {Promise<Outcome>} */
  verifyAll() {
    this.#whole = compareAll(this.#file(), /** @type {string} */ (this.#item.url), () => this.#stopped);
    return this.#whole;
  }

  /** Nobody wants to know any more. */
  stop() {
    this.#stopped = true;
  }

  /**
   * The bytes that may go now, beginning at an offset: perhaps fewer than asked for. Or why none may go: the file cannot be
   * read, is not what the server has, or the server has no such document.
   * @param {number} from @param {number} most @param {() => void} changed
   * @returns {Promise<Blob | Outcome>}
   */
  async nextBytes(from, most, changed) {
    const {size} = this.#item;
    if (from === size - 1 && size > 1 && (size > PIECE || this.#whole)) {
      const outcome = await this.#ofAll(changed);
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

  /** @param {number} from @param {number} most */
  async #bytes(from, most) {
    const {size} = this.#item;
    if (size <= PIECE) {
      this.#copy ??= new Blob([await this.#file().arrayBuffer()]);
    }
    const free = this.#copy && !this.#whole ? size : size - 1;
    return (this.#copy ?? this.#file()).slice(from, Math.min(from + most, from < free ? free : size));
  }

  /** What the comparison came to that has to come before the last byte. @param {() => void} changed @returns {Promise<Outcome>} */
  async #ofAll(changed) {
    const item = this.#item;
    item.comparing = true;
    item.speed = null;
    changed();
    const before = await (this.#whole ?? 'same');
    const last = before === 'same' && item.size > PIECE ? await this.#ofSome() : before;
    item.comparing = false;
    item.fileFault = last === 'different';
    return last;
  }

  async #ofSome() {
    const {size, url} = this.#item;
    const numbers = samplePieces(countPieces(size));
    return (await compare(this.#file(), /** @type {string} */ (url), numbers, () => this.#stopped)).outcome;
  }

  #file() {
    return /** @type {File} */ (this.#item.file);
  }
}
