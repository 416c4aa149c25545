/**
 * Measures the speed of an upload over the last seconds, so that a stop shows soon and a hiccup does not.
 */

/** In ms. */
const WINDOW = 8000;

export class Rate {
  /** @type {{at: number, bytes: number}[]} */
  #samples = [];

  /** @param {number} bytes sent so far @param {number} [now] ms */
  add(bytes, now = performance.now()) {
    const last = this.#samples.at(-1);
    if (last && bytes < last.bytes) {
      this.#samples = [];
    }
    this.#samples.push({at: now, bytes});
    while (this.#samples.length > 2 && now - this.#samples[0].at > WINDOW) {
      this.#samples.shift();
    }
  }

  /** Bytes per second; null until there are enough samples. */
  get perSecond() {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.at - first.at < 1000 || last.bytes === first.bytes) {
      return null;
    }
    return (last.bytes - first.bytes) / ((last.at - first.at) / 1000);
  }

  reset() {
    this.#samples = [];
  }
}
