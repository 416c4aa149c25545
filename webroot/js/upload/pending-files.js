/**
 * Counts the files whose place in the list is not decided yet, and collects the rejected ones until all are decided.
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

  /** A chosen file has been decided upon. @param {RejectedFile | null} rejected null: it was taken */
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
