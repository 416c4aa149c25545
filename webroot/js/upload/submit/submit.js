/**
 * "Verstuur document(en)": sends at once if all documents have arrived, else as soon as they have.
 */

import {call} from '../../shared/api.js';
import {clearErrors, showFieldErrors, showMessage, showProblem} from '../../shared/errors.js';
import {confirmUnlessHuman} from '../../shared/human-check.js';
import {Problem} from '../../shared/problem.js';
import {Retry} from '../../shared/retry.js';
import {text} from '../../shared/texts.js';
import {findItemErrors, noDocuments} from './asked-items.js';
import {findMessageErrors, readFilledMessage} from './message.js';
import {SubmitView} from './submit-view.js';

const AGAIN = 2000; // in ms, before the first repetition
/** After these problems it is unknown whether the server has sent the transfer: its answer may have been lost. */
const UNKNOWN = new Set(['network', 'stranger', 'unavailable']);

export class Submit {
  waiting = false;
  /** Ends what must not arrive after the transfer has been sent. @type {() => Promise<void>} */
  beforeSending = async () => {};
  #busy = false;
  #retry = new Retry(AGAIN, () => this.#send());
  #queue;
  #sync;
  #address;
  #sent;
  #refused;
  #consent;
  #view = new SubmitView(() => this.#press(), () => this.stop());

  /**
   * @param {import('../queue.js').Queue} queue @param {import('../server-sync.js').ServerSync} sync
   * @param {string} address that takes the message and sends all
   * @param {(answer: import('json').SubmittedTransfer) => void} sent
   * @param {(problem: unknown) => void} [refused]
   * @param {import('./refused-consent.js').RefusedConsent | null} [consent] asks before documents are left behind, on
   * pages without another question
   */
  constructor(queue, sync, address, sent, refused = showProblem, consent = null) {
    this.#queue = queue;
    this.#sync = sync;
    this.#address = address;
    this.#sent = sent;
    this.#refused = refused;
    this.#consent = consent;
    queue.addEventListener('change', () => this.#update());
    this.#update();
  }

  async #press() {
    if (this.waiting || this.#busy) {
      return;
    }
    if (!this.#queue.sendable) {
      showMessage(text(this.#queue.items.length > 0 ? 'verstuur.refusedOnly' : noDocuments()));
      return;
    }
    const errors = [...findItemErrors(), ...findMessageErrors()];
    if (errors.length > 0) {
      showFieldErrors(errors);
      return;
    }
    clearErrors();
    const question = {title: text('verstuur.sendTitle'), words: text('verstuur.sendSure'),
        yes: text('verstuur.sendYes')};
    if (!await confirmUnlessHuman(question)) {
      return;
    }
    await (this.#consent?.needsConsent(this.#queue.items) ? this.#askConsent() : this.#begin());
  }

  #begin() {
    this.waiting = true;
    this.#queue.items.filter(({state}) => state === 'paused').forEach((item) => this.#queue.resume(item));
    this.#update();
    this.#view.focusPanel();
  }

  /** A document was refused: the user must have seen that before the rest is sent. */
  async #askConsent() {
    this.stop();
    if (await this.#consent?.askConsent(this.#queue.items)) {
      this.#begin();
    }
  }

  /** Cancels sending; uploads continue. */
  stop() {
    this.waiting = false;
    this.#update();
  }

  /** Updates button and panel, and sends when all documents have arrived. */
  #update() {
    this.#view.showStuck(this.#queue.items.find(({needsFile}) => needsFile)?.name);
    this.#view.showButton(this.#queue.sendable, this.#busy);
    this.#view.showReady(this.#queue.complete ? this.#queue.items : null);
    if (this.waiting && !this.#busy && this.#consent?.needsConsent(this.#queue.items)) {
      this.#askConsent();
      return;
    }
    const send = this.waiting && !this.#busy && this.#queue.complete;
    this.#view.showWaiting(this.waiting && !this.#busy && !send);
    if (send) {
      this.#send();
    }
  }

  async #send() {
    this.#busy = true;
    this.#update();
    const given = readFilledMessage();
    try {
      await this.beforeSending();
      // Another device may have added documents, or sent the transfer.
      await this.#sync.refresh();
      this.#busy = this.#queue.complete;
      const answer = this.#sync.stopped || !this.#busy ? null : await call('POST', this.#address, given);
      if (this.#sync.stopped || !answer) {
        this.#update();
      } else {
        this.waiting = false;
        this.#sent(answer);
      }
    } catch (problem) {
      await this.#fail(problem);
    }
  }

  /** @param {unknown} problem */
  async #fail(problem) {
    if (problem instanceof Problem && UNKNOWN.has(problem.code)) {
      // If it has been sent after all, this shows it and removes the messages.
      await this.#sync.refresh();
      if (!this.#sync.stopped) {
        showMessage(problem.code === 'network' ? text('verstuur.submitUnknown') : problem.words);
        // The server sends a transfer once, even after repeated requests.
        this.#retry.schedule();
      }
    } else {
      this.#busy = false;
      this.stop();
      this.#sync.refresh();
      this.#refused(problem);
    }
  }
}
