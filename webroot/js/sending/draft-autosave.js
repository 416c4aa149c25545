/**
 * Saves a draft while it is edited, and shows whether it is saved. Mistakes are reported at the next step, so that they
 * do not disturb typing.
 */

import {call} from '../shared/api.js';
import {askConfirmation} from '../shared/confirm.js';
import {byId} from '../shared/dom.js';
import {showProblem} from '../shared/errors.js';
import {Problem} from '../shared/problem.js';
import {text} from '../shared/texts.js';
import {onWake} from '../shared/wake.js';

/** In ms: a pause in typing after which the draft is saved. */
const PAUSE = 2000;
/** The text for a failure, by the problem's code. */
const UNSAVED = /** @type {Record<string, string | undefined>} */ ({
  invalid: 'verzenden.unsavedInvalid', 'sign-in-required': 'verzenden.unsavedSignIn',
});

export class DraftAutosave {
  #draft;
  #recipients;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** True once it was sent or deleted. */
  closed = false;

  /** @param {import('./draft.js').Draft} draft @param {import('./recipients.js').Recipients} recipients */
  constructor(draft, recipients) {
    this.#draft = draft;
    this.#recipients = recipients;
    recipients.changed = () => this.saveQuietly();
    byId('concept').addEventListener('change', () => this.saveQuietly());
    byId('concept').addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.saveQuietly(), PAUSE);
    });
    byId('weg').addEventListener('click', () => this.#discard());
    // Saves at once after the connection has returned.
    onWake(() => this.#draft.unsaved && this.saveQuietly());
  }

  async saveQuietly() {
    clearTimeout(this.#timer);
    if (!this.#draft.id || this.closed) {
      return;
    }
    if (!this.#draft.unsaved) {
      this.showSaved();
      return;
    }
    if (this.#recipients.errors.length > 0) {
      say('verzenden.unsavedRecipients');
      return;
    }
    try {
      await this.save();
    } catch (problem) {
      say(UNSAVED[problem instanceof Problem ? problem.code : ''] ?? 'verzenden.unsaved');
    }
  }

  /** Saves, and leaves a problem to the caller. */
  async save() {
    await this.#draft.save();
    this.showSaved();
  }

  showSaved() {
    say('verzenden.saved');
  }

  async #discard() {
    const question = {title: text('verzenden.dropTitle'), words: text('verzenden.dropWords'),
        yes: text('verzenden.drop')};
    if (!await askConfirmation(question)) {
      return;
    }
    try {
      await call('POST', `${this.#draft.path}/withdraw`, {});
      this.closed = true;
      location.assign('/inspectie');
    } catch (problem) {
      showProblem(problem);
    }
  }
}

/** @param {string} key */
function say(key) {
  const words = text(key);
  if (byId('bewaard').textContent !== words) {
    byId('bewaard').textContent = words;
  }
}
