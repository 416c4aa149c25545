const LEAST = 256 << 10;
const FIRST = 1 << 20;
const MOST = 128 << 20;
/** In ms: pieces of about this time show what has arrived soon enough, and a cut costs little. */
const QUICK = 3000;
const SLOW = 12_000;
/** So many pieces go well before a size that failed is tried again; twice as many after each failure. */
const TRUST = {first: 8, most: 64};

const OFFSET = 'application/offset+octet-stream';
const OCTETS = 'application/octet-stream';

/**
 * How bytes may be put into a request. Some proxies know no PATCH, others refuse a media type that they do not know.
 * @typedef {{method: string, type: string, headers: Record<string, string>}} Way
 * @type {Way[]}
 */
const WAYS = [
  {method: 'PATCH', type: OFFSET, headers: {}},
  {method: 'POST', type: OFFSET, headers: {'X-HTTP-Method-Override': 'PATCH'}},
  {method: 'PATCH', type: OCTETS, headers: {}},
  {method: 'POST', type: OCTETS, headers: {'X-HTTP-Method-Override': 'PATCH'}},
];

/** What this page has learned of the network in between: which requests pass, and how large they may be. All documents share it. */
export class Passage {
  #way = 0;
  #tried = 0;
  #piece = FIRST;
  #ceiling = MOST;
  #trust = TRUST.first;
  #passed = 0;
  /** @type {Map<string, number | null>} the refused ways and what came back; null: nothing came */
  #refusals = new Map();
  /** Whether HEAD gets through. */
  head = true;

  get way() {
    return WAYS[this.#way];
  }

  /** Bytes for the next request. */
  get piece() {
    return this.#piece;
  }

  /** For those who run the network: "PATCH application/…: 403". @param {string} none the words for no answer */
  refused(none) {
    return [...this.#refusals].map(([way, status]) => `${way}: ${status ?? none}`).join('; ');
  }

  /** @param {Way} way @param {number | null} status */
  note(way, status) {
    this.#refusals.set(`${way.method} ${way.type}`, status);
  }

  /**
   * @param {Way} way that was refused
   * @returns {boolean} whether there is another one to be tried now
   */
  next(way) {
    if (way !== this.way) {
      return true; // another document has found out already
    }
    this.#way = (this.#way + 1) % WAYS.length;
    this.#tried = (this.#tried + 1) % WAYS.length;
    return this.#tried !== 0;
  }

  /** @param {number} bytes of one request @param {number} ms that it took */
  passed(bytes, ms) {
    this.#tried = 0;
    this.#refusals.clear();
    this.#passed += 1;
    if (this.#passed >= this.#trust && this.#ceiling < MOST) {
      this.#ceiling *= 2;
      this.#passed = 0;
    }
    if (bytes >= this.#piece && ms < QUICK) {
      this.#piece = Math.min(this.#piece * 2, this.#ceiling);
    } else if (ms > SLOW) {
      this.#piece = Math.max(this.#piece / 2, LEAST);
    }
  }

  /** @param {number} bytes of a request that did not get through */
  tooLarge(bytes) {
    const half = Math.max(2 ** Math.floor(Math.log2(bytes / 2)), LEAST);
    if (half < this.#piece || half < this.#ceiling) {
      this.#ceiling = Math.min(half, this.#ceiling);
      this.#piece = Math.min(half, this.#piece);
      this.#trust = Math.min(this.#trust * 2, TRUST.most);
    }
    this.#passed = 0;
  }

  /** Another network, perhaps. */
  forget() {
    this.head = true;
    this.#ceiling = MOST;
    this.#trust = TRUST.first;
    this.#tried = 0;
  }
}
