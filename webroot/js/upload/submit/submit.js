import {call, Problem} from '../../shared/api.js';
import {announce, byId} from '../../shared/dom.js';
import {clearErrors, showFieldErrors, showMessage, showProblem} from '../../shared/errors.js';
import {surely} from '../../shared/human-check.js';
import {text} from '../../shared/texts.js';
import {onWake} from '../../shared/timeout.js';
import {message, messageErrors} from './message.js';

/** In ms, twice as long each time. */
const AGAIN = {first: 2000, longest: 30_000};
/** After these nobody knows whether it was sent: the answer may have been lost. */
const UNKNOWN = new Set(['network', 'stranger', 'unavailable']);

/** "Verstuur document(en)": at once when all has arrived, else as soon as it has. */
export class Submit {
  waiting = false;
  #busy = false;
  #tries = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} runs while the next try is waited for */
  #timer;
  #queue;
  #server;
  #address;
  #sent;
  #refused;
  #without;
  #button = /** @type {HTMLButtonElement} */ (byId('versturen'));
  #panel = byId('wachten');

  /**
   * @param {import('../queue.js').Queue} queue
   * @param {import('../server-sync.js').ServerView} server
   * @param {string} address that takes the message and sends all
   * @param {(answer: any) => void} sent
   * @param {(problem: unknown) => void} [refused]
   * @param {import('./refused-consent.js').Without | null} [without] asks before anything is left behind, where nothing else does
   */
  constructor(queue, server, address, sent, refused = showProblem, without = null) {
    this.#queue = queue;
    this.#server = server;
    this.#address = address;
    this.#sent = sent;
    this.#refused = refused;
    this.#without = without;
    byId('verzending').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#press();
    });
    byId('wachten-stop').addEventListener('click', () => this.#cancel());
    queue.addEventListener('change', () => this.#look());
    onWake(() => this.#timer !== undefined && this.#again());
    this.#look();
  }

  async #press() {
    if (this.waiting || this.#busy) {
      return;
    }
    if (!this.#queue.sendable) {
      const refused = this.#queue.items.length > 0;
      showMessage(text(refused ? 'verstuur.refusedOnly' : 'verstuur.noDocuments'));
      return;
    }
    const errors = messageErrors();
    if (errors.length > 0) {
      showFieldErrors(errors);
      return;
    }
    clearErrors();
    if (!await surely({title: text('verstuur.sendTitle'), words: text('verstuur.sendSure'), yes: text('verstuur.sendYes')})) {
      return;
    }
    if (this.#without?.isNews(this.#queue.items)) {
      this.#ask();
      return;
    }
    this.#begin();
  }

  #begin() {
    this.waiting = true;
    this.#queue.items.filter(({state}) => state === 'paused').forEach((item) => this.#queue.resume(item));
    this.#look();
    if (!this.#panel.hidden) {
      byId('wachten-titel').focus();
    }
  }

  /** Something was refused: whoever sends the rest has seen that. */
  async #ask() {
    this.stop();
    if (await this.#without?.agreed(this.#queue.items)) {
      this.#begin();
    }
  }

  /** Does not send after all; what is on its way goes on. */
  stop() {
    this.waiting = false;
    this.#look();
  }

  #cancel() {
    this.stop();
    this.#button.focus();
    announce(text('verstuur.waitingCancelled'));
  }

  /** Brings button and panel up to date, and sends when it is time. */
  #look() {
    const stuck = this.#queue.items.find(({wantsFile}) => wantsFile);
    const words = stuck ? text('verstuur.waitingChoose', {name: stuck.name}) : text('verstuur.waiting');
    if (byId('wachten-tekst').textContent !== words) {
      byId('wachten-tekst').textContent = words;
    }
    this.#button.setAttribute('aria-disabled', String(!this.#queue.sendable || this.#busy));
    this.#button.textContent = text(this.#busy ? 'verstuur.submitting' : 'verstuur.submit');
    if (this.waiting && !this.#busy && this.#without?.isNews(this.#queue.items)) {
      this.#ask();
      return;
    }
    const send = this.waiting && !this.#busy && this.#queue.complete;
    this.#panel.hidden = !this.waiting || this.#busy || send;
    this.#button.hidden = !this.#panel.hidden;
    if (send) {
      this.#send();
    }
  }

  async #send() {
    this.#busy = true;
    this.#look();
    const given = Object.fromEntries(Object.entries(message()).filter(([, value]) => value !== ''));
    try {
      // Something may have been chosen, or everything sent, on another device meanwhile.
      await this.#server.look();
      this.#busy = this.#queue.complete;
      const answer = this.#server.stopped || !this.#busy ? null : await call('POST', this.#address, given);
      if (this.#server.stopped || !answer) {
        this.#look();
        return;
      }
      this.waiting = false;
      this.#sent(answer);
    } catch (problem) {
      this.#failed(problem);
    }
  }

  /** @param {unknown} problem */
  async #failed(problem) {
    if (problem instanceof Problem && UNKNOWN.has(problem.code)) {
      // When it has been sent after all, this shows it and takes the messages away.
      await this.#server.look();
      if (this.#server.stopped) {
        return;
      }
      showMessage(problem.code === 'network' ? text('verstuur.submitUnknown') : problem.words);
      // Sending twice does no harm, so the line may come and go here too.
      this.#timer = setTimeout(() => this.#again(), Math.min(AGAIN.first * 2 ** this.#tries, AGAIN.longest));
      this.#tries += 1;
      return;
    }
    this.#busy = false;
    this.waiting = false;
    this.#look();
    this.#server.look();
    this.#refused(problem);
  }

  #again() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#send();
  }
}
