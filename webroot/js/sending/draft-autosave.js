import {call, Problem} from '../shared/api.js';
import {askConfirmation} from '../shared/confirm.js';
import {byId} from '../shared/dom.js';
import {showProblem} from '../shared/errors.js';
import {text} from '../shared/texts.js';
import {onWake} from '../shared/wake.js';

/** A pause in typing that is long enough to save, in ms. */
const PAUSE = 2000;
/** What to say when it was not saved, by what the server had against it. */
const UNSAVED = /** @type {Record<string, string | undefined>} */ ({
  invalid: 'verzenden.unsavedInvalid', 'sign-in-required': 'verzenden.unsavedSignIn',
});

/** Saves a draft that exists while somebody works on it, and says so. What stands in the way is put right later: nobody is disturbed for it. */
export class DraftAutosave {
  #draft;
  #recipients;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Nothing is left to save: it was sent, or thrown away. */
  over = false;

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
    byId('weg').addEventListener('click', () => this.#drop());
    // What could not be saved while the line was away is saved as soon as it is back.
    onWake(() => this.#draft.unsaved && this.saveQuietly());
  }

  async saveQuietly() {
    clearTimeout(this.#timer);
    if (!this.#draft.id || this.over) {
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

  /** With the problem for whoever asked for it. */
  async save() {
    await this.#draft.save();
    this.showSaved();
  }

  showSaved() {
    say('verzenden.saved');
  }

  async #drop() {
    const question = {title: text('verzenden.dropTitle'), words: text('verzenden.dropWords'), yes: text('verzenden.drop')};
    if (!await askConfirmation(question)) {
      return;
    }
    try {
      await call('POST', `${this.#draft.path}/withdraw`, {});
      this.over = true;
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
