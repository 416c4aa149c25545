/**
 * Learns which kinds of request pass the network to the server, and how large they may be. All documents of the page
 * share it.
 */

/** Bytes of a piece. */
const LEAST = 256 << 10;
const FIRST = 1 << 20;
const MOST = 128 << 20;
/** In ms: pieces of about this duration show progress often enough, and a cut loses little. */
const QUICK = 3000;
const SLOW = 12_000;
/** Pieces that must succeed before a failed size is tried again; twice as many after each failure. */
const TRUST = {first: 8, most: 64};

/** The media type of a document's bytes in tus. */
export const OFFSET = 'application/offset+octet-stream';
const OCTETS = 'application/octet-stream';

/**
 * The kinds of request that can carry bytes. Some proxies block PATCH, others refuse an unknown media type.
 * @typedef {{method: string, type: string, headers: Record<string, string>}} RequestVariant
 * @type {RequestVariant[]}
 */
const VARIANTS = [
  {method: 'PATCH', type: OFFSET, headers: {}},
  {method: 'POST', type: OFFSET, headers: {'X-HTTP-Method-Override': 'PATCH'}},
  {method: 'PATCH', type: OCTETS, headers: {}},
  {method: 'POST', type: OCTETS, headers: {'X-HTTP-Method-Override': 'PATCH'}},
];

export class NetworkProfile {
  #variant = 0;
  #tried = 0;
  #pieceSize = FIRST;
  #ceiling = MOST;
  #trust = TRUST.first;
  #passed = 0;
  /** @type {Map<string, number | null>} the refused variants and the status that came back; null if none came */
  #refusals = new Map();
  /** True if HEAD gets through. */
  headWorks = true;
  /** True if the request that begins a document may bring its content. */
  contentWithCreation = true;

  get variant() {
    return VARIANTS[this.#variant];
  }

  /** Bytes for the next request. */
  get pieceSize() {
    return this.#pieceSize;
  }

  /**
   * A line for network administrators: "PATCH application/…: 403".
   * @param {string} none the words for a missing answer
   */
  describeRefusals(none) {
    return [...this.#refusals].map(([variant, status]) => `${variant}: ${status ?? none}`).join('; ');
  }

  /** @param {{method: string, type: string}} variant @param {number | null} status */
  recordRefusal(variant, status) {
    this.#refusals.set(`${variant.method} ${variant.type}`, status);
  }

  /**
   * @param {RequestVariant} variant that was refused
   * @returns {boolean} true if another one is to be tried now
   */
  switchVariant(variant) {
    if (variant !== this.variant) {
      return true; // another document has found out already
    }
    this.#variant = (this.#variant + 1) % VARIANTS.length;
    this.#tried = (this.#tried + 1) % VARIANTS.length;
    return this.#tried !== 0;
  }

  /** @param {number} bytes of one request @param {number} ms that it took */
  recordSuccess(bytes, ms) {
    this.#tried = 0;
    this.#refusals.clear();
    this.#passed += 1;
    if (this.#passed >= this.#trust && this.#ceiling < MOST) {
      this.#ceiling *= 2;
      this.#passed = 0;
    }
    if (bytes >= this.#pieceSize && ms < QUICK) {
      this.#pieceSize = Math.min(this.#pieceSize * 2, this.#ceiling);
    } else if (ms > SLOW) {
      this.#pieceSize = Math.max(this.#pieceSize / 2, LEAST);
    }
  }

  /** @param {number} bytes of a failed request */
  recordTooLarge(bytes) {
    const half = Math.max(2 ** Math.floor(Math.log2(bytes / 2)), LEAST);
    if (half < this.#pieceSize || half < this.#ceiling) {
      this.#ceiling = Math.min(half, this.#ceiling);
      this.#pieceSize = Math.min(half, this.#pieceSize);
      this.#trust = Math.min(this.#trust * 2, TRUST.most);
    }
    this.#passed = 0;
  }

  /** The device may be on another network now. */
  reset() {
    this.headWorks = true;
    this.contentWithCreation = true;
    this.#ceiling = MOST;
    this.#trust = TRUST.first;
    this.#tried = 0;
  }
}
