import {foundAgain, problemOf} from '../../shared/api.js';
import {ask} from './upload-status.js';
import {Exchange} from './upload-request.js';
import {readable} from './readable.js';
import {metadata} from './metadata.js';
import {Rate} from './rate.js';
import {verdictOn} from './response-class.js';

/** @typedef {import('../item.js').Item} Item */
/** @typedef {import('./upload-request.js').Answer} Answer */

const LONGEST_WAIT = 30_000;
/** In ms: a request that has shown life so lately is left alone when the page wakes up. */
const LATELY = 3000;

/**
 * Carries one document by tus, in pieces. Whatever goes wrong, it asks the server where it stands and goes on from
 * there; it waits longer each time, until the server has more than before. It keeps nothing in the browser's storage,
 * since the names of documents must not stay behind on a shared computer.
 */
export class Transport {
  #item;
  #transfer;
  #passage;
  #changed;
  #locate;
  #rate = new Rate();
  /** Each start() is a run of its own; what an earlier one still hears of counts for nothing. */
  #run = 0;
  /** Whether the item's offset is the server's, as far as we can know. */
  #sure = false;
  /** A request of ours got no answer: late, it may still take the document from our next one. */
  #unanswered = false;
  /** @type {Exchange | null} */
  #exchange = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {Item} item
   * @param {string} transfer
   * @param {import('./network-profile.js').Passage} passage
   * @param {() => void} changed
   * @param {() => Promise<boolean>} locate finds out whether the server has begun with this document; false: it could not
   */
  constructor(item, transfer, passage, changed, locate) {
    this.#item = item;
    this.#transfer = transfer;
    this.#passage = passage;
    this.#changed = changed;
    this.#locate = locate;
  }

  async start() {
    this.#halt();
    const run = this.#run;
    this.#sure = false;
    this.#item.state = 'sending';
    this.#changed();
    while (this.#running(run)) {
      await (this.#item.url === null ? this.#create(run) : this.#sure ? this.#carry(run) : this.#ask(run));
    }
  }

  /** Stops without giving anything up; start() goes on where the server is. */
  async stop() {
    this.#halt();
    this.#item.speed = null;
  }

  /** The line is said to be back, or the page wakes up: not waiting any longer. */
  hurry() {
    const {state, trouble, retryAt} = this.#item;
    if (state === 'offline' && (trouble !== 'wait' || Date.now() >= retryAt)) {
      this.start();
    } else if (this.#exchange && Date.now() - this.#exchange.alive > LATELY) {
      this.#exchange.check();
    }
  }

  #halt() {
    this.#run += 1;
    clearTimeout(this.#timer);
    this.#rate.reset();
    this.#exchange?.giveUp();
    this.#exchange = null;
  }

  /** @param {number} run */
  #running(run) {
    return run === this.#run && this.#item.state === 'sending';
  }

  /** @param {number} run */
  async #create(run) {
    const item = this.#item;
    // Its answer may be lost: under the same client the server makes one document, however often it is asked.
    const exchange = new Exchange('POST', '/api/uploads', {
      'Upload-Length': String(item.size),
      'Upload-Metadata': metadata({
        filename: item.name, transfer: this.#transfer, client: item.client, ...(item.file?.type && {filetype: item.file.type}),
      }),
    });
    const answer = await exchange.send();
    if (!this.#running(run)) {
      return;
    }
    const place = answer?.ours && answer.status === 201 ? answer.header('Location') : null;
    if (answer && place) {
      item.sitsAt(place);
      this.#stands(Number.parseInt(answer.header('Upload-Offset') ?? '0', 10));
    } else {
      await this.#missed(run, answer, 0, null);
    }
  }

  /** @param {number} run */
  async #ask(run) {
    const standing = await ask(this.#item, this.#transfer, this.#passage);
    if (!this.#running(run)) {
      return;
    }
    if (standing.reach === 'server') {
      this.#stands(standing.offset);
    } else if (standing.reach !== 'problem') {
      this.#later(standing.reach);
    } else if (!await foundAgain(standing.problem.code)) {
      // It may have been sent, or removed, from another tab or device: the list is brought up to date first.
      await this.#locate();
      if (this.#running(run)) {
        this.#fail(standing.problem.words);
      }
    }
  }

  /** The next piece. @param {number} run */
  async #carry(run) {
    const item = this.#item;
    const passage = this.#passage;
    const way = passage.way;
    const from = item.offset;
    const bytes = await item.proof.ready(from, passage.piece, this.#changed);
    if (!this.#running(run)) {
      return;
    }
    if (!(bytes instanceof Blob)) {
      bytes === 'gone' ? this.#later('wait') : this.#fail(null);
      return;
    }
    const began = Date.now();
    const exchange = new Exchange(way.method, /** @type {string} */ (item.url),
        {...way.headers, 'Content-Type': way.type, 'Upload-Offset': String(from)});
    this.#exchange = exchange;
    const answer = await exchange.send(bytes, () => run === this.#run && this.#handed(from + exchange.handed),
        () => this.#silent(run, from + bytes.size));
    this.#exchange = null;
    if (!this.#running(run)) {
      return;
    }
    const offset = Number.parseInt(answer?.header('Upload-Offset') ?? '', 10);
    if (verdictOn(answer) === 'taken' && offset > from) {
      passage.passed(bytes.size, Date.now() - began);
      this.#stands(offset);
    } else {
      await this.#missed(run, answer, exchange.handed && bytes.size, way);
    }
  }

  /**
   * Nothing has moved for a while. A proxy may be passing on what it holds, or the server has all and the answer was lost.
   * @param {number} run @param {number} until the offset at the end of this piece
   * @returns {Promise<boolean>} whether it is worth to wait on
   */
  async #silent(run, until) {
    const item = this.#item;
    const standing = await ask(item, this.#transfer, this.#passage);
    if (!this.#running(run) || standing.reach !== 'server' || standing.offset >= until || standing.offset <= item.offset) {
      return false;
    }
    item.offset = standing.offset;
    this.#changed();
    return true;
  }

  /** @param {number} sent */
  #handed(sent) {
    this.#rate.add(sent);
    this.#item.sent = sent;
    this.#item.speed = this.#rate.perSecond;
    this.#changed();
  }

  /** What the server has told that it holds. @param {number} offset */
  #stands(offset) {
    const item = this.#item;
    if (offset > item.offset) {
      item.attempts = 0;
      item.trouble = null;
    }
    this.#sure = true;
    item.holds(offset);
    this.#rate.add(offset);
    if (offset >= item.size) {
      item.speed = null;
      // The server says what it thinks of the content at the next look.
      item.state = 'checking';
    }
    this.#changed();
  }

  /**
   * @param {number} run @param {Answer | null} answer @param {number} bytes that were on their way
   * @param {import('./network-profile.js').Way | null} way null: no bytes were to go
   */
  async #missed(run, answer, bytes, way) {
    const item = this.#item;
    const before = item.offset;
    const status = answer?.status ?? 0;
    const verdict = verdictOn(answer);
    this.#sure = false;
    item.speed = null;
    item.sent = before;
    const ownLate = verdict === 'displaced' && this.#unanswered;
    this.#unanswered = verdict === 'silent' || (this.#unanswered && !ownLate);
    if (verdict === 'displaced' && !ownLate) {
      // Another tab or device goes on with it. Trying again would take it back, and so on for ever.
      item.state = 'elsewhere';
      item.file = null;
      this.#changed();
    } else if (verdict === 'refused') {
      item.state = 'checking'; // the server is asked next, and tells why
      item.file = null;
      this.#changed();
    } else if (verdict === 'final' || (verdict === 'lost' && !await foundAgain('not-found'))) {
      this.#fail(problemOf(status, answer?.problem, null).words);
    } else if (verdict === 'wait' || (verdict === 'moved' && item.attempts > 2)) {
      this.#later('wait', Number.parseInt(answer?.header('Retry-After') ?? '', 10));
    } else if (verdict === 'moved') {
      item.attempts += 1; // what was on its way before had not been stored yet when we asked
    } else if (verdict === 'silent' && !await readable(/** @type {File} */ (item.file))) {
      this.#fail(null);
    } else if (verdict !== 'lost' && !ownLate) {
      await this.#blocked(run, verdict, status, bytes, way);
    }
  }

  /**
   * The network in between took something away or refused it.
   * @param {number} run @param {import('./response-class.js').Verdict} verdict @param {number} status @param {number} bytes
   * @param {import('./network-profile.js').Way | null} way
   */
  async #blocked(run, verdict, status, bytes, way) {
    const before = this.#item.offset;
    this.#passage.note(way ?? {method: 'POST', type: ''}, status === 0 ? null : status);
    if (bytes > 0 && (verdict === 'smaller' || verdict === 'silent')) {
      this.#passage.tooLarge(bytes);
    }
    if (way && verdict === 'other' && this.#passage.next(way)) {
      return;
    }
    if (this.#item.url !== null) {
      await this.#ask(run);
    } else if (verdict === 'stranger') {
      // Perhaps a proxy that takes away headers: then the document has been made, and the list of them tells where.
      await this.#locate();
      if (this.#item.url !== null) {
        return;
      }
    }
    if (this.#running(run) && this.#item.offset <= before) {
      if (way && this.#item.attempts > 0) {
        // Not the size alone, as it seems: what knows no PATCH may break off or answer anything.
        this.#passage.next(way);
      }
      this.#later(verdict === 'stranger' ? 'stranger' : way || verdict === 'other' ? 'blocked' : 'line');
    }
  }

  /** @param {string | null} words null: the file itself cannot be read any more */
  #fail(words) {
    this.#item.state = 'failed';
    this.#item.reason = words;
    this.#changed();
  }

  /** @param {import('../item.js').Trouble} trouble @param {number} [asked] seconds that the server asked for, or NaN */
  #later(trouble, asked = 0) {
    const item = this.#item;
    item.attempts += 1;
    const wait = asked > 0 ? asked * 1000 : Math.min(1000 * 2 ** (item.attempts - 1), LONGEST_WAIT);
    item.state = 'offline';
    item.trouble = trouble;
    item.retryAt = Date.now() + wait;
    this.#timer = setTimeout(() => this.start(), wait);
    this.#changed();
  }
}
