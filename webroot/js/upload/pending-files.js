/**
 * Counts the files without a final place in the list, and collects the rejected ones until every place is decided.
 */

/** @typedef {import('./view/rejected-files.js').RejectedFile} RejectedFile */
/** @typedef {{rejected: RejectedFile[], offered: number}} Rejections the rejected ones of so many files */

export class PendingFiles {
  #report;
  /** @type {RejectedFile[]} */
  #rejected = [];
  #offered = 0;
  count = 0;

  /** @param {(rejections: Rejections) => void} report called once all files are decided, if any was rejected */
  constructor(report) {
    this.#report = report;
  }

  begin() {
    this.count += 1;
  }

  /**
   * Records the decision about a chosen file.
   * @param {RejectedFile | null} rejected null: it was added
   */
  decide(rejected) {
    this.#offered += 1;
    if (rejected) {
      this.#rejected.push(rejected);
    }
  }

  end() {
    this.count -= 1;
    if (this.count > 0) {
      return;
    }
    if (this.#rejected.length > 0) {
      this.#report({rejected: this.#rejected, offered: this.#offered});
    }
    this.#rejected = [];
    this.#offered = 0;
  }
}
