import {call, ofTransfer, Problem} from '../api.js';
import {announce, byId} from '../dom.js';
import {clearErrors, showFieldErrors, showMessage, showProblem} from '../errors.js';
import {text} from '../texts.js';

const LIMITS = /** @type {Record<string, number>} */ ({subject: 200, reference: 100, text: 10_000});
const AGAIN = 5000;

/** "Verstuur document(en)": at once when all has arrived, else as soon as it has. */
export class Submit {
  waiting = false;
  #busy = false;
  #queue;
  #transfer;
  #sent;
  #server;
  #button = /** @type {HTMLButtonElement} */ (byId('versturen'));
  #panel = byId('wachten');

  /**
   * @param {import('./queue.js').Queue} queue
   * @param {string} transfer
   * @param {(answer: any) => void} sent
   * @param {import('./server-view.js').ServerView} server
   */
  constructor(queue, transfer, sent, server) {
    this.#queue = queue;
    this.#transfer = transfer;
    this.#sent = sent;
    this.#server = server;
    byId('verzending').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#press();
    });
    byId('wachten-stop').addEventListener('click', () => this.#cancel());
    queue.addEventListener('change', () => this.#look());
    this.#look();
  }

  get message() {
    return Object.fromEntries(Object.keys(LIMITS).map((name) =>
      [name, /** @type {HTMLInputElement} */ (byId(name)).value.trim()]));
  }

  #press() {
    if (this.waiting || this.#busy) {
      return;
    }
    if (!this.#queue.sendable) {
      const refused = this.#queue.items.length > 0;
      showMessage(text(refused ? 'verstuur.refusedOnly' : 'verstuur.noDocuments'));
      return;
    }
    const errors = Object.entries(this.message).filter(([name, value]) => value.length > LIMITS[name])
        .map(([field]) => ({field, code: 'too-long'}));
    if (errors.length > 0) {
      showFieldErrors(errors);
      return;
    }
    clearErrors();
    this.waiting = true;
    this.#queue.items.filter(({state}) => state === 'paused').forEach((item) => this.#queue.resume(item));
    this.#look();
    if (!this.#panel.hidden) {
      byId('wachten-titel').focus();
    }
  }

  #cancel() {
    this.waiting = false;
    this.#look();
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
    const given = Object.fromEntries(Object.entries(this.message).filter(([, value]) => value !== ''));
    try {
      await this.#server.dropTwins();
      const answer = await call('POST', ofTransfer('/api/transfer/submit', this.#transfer), given);
      this.waiting = false;
      this.#sent(answer);
    } catch (problem) {
      this.#failed(problem);
    }
  }

  /** @param {unknown} problem */
  #failed(problem) {
    if (problem instanceof Problem && problem.code === 'network') {
      // Sending twice does no harm, so the line may come and go here too.
      showMessage(text('verstuur.offline'));
      setTimeout(() => {
        this.#busy = false;
        this.#look();
      }, AGAIN);
      return;
    }
    this.#busy = false;
    this.waiting = false;
    this.#look();
    this.#server.look();
    showProblem(problem);
  }
}
