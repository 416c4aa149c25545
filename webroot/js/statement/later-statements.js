/**
 * Asks the portal, when somebody presses the button, if a statement is in the head of a day and what came after it. It
 * sends the statement's digest only.
 */

import {call} from '../shared/api.js';
import {byId, element} from '../shared/dom.js';
import {day, moment} from '../shared/format.js';
import {Problem} from '../shared/problem.js';
import {joinSentences} from '../shared/sentences.js';
import {text} from '../shared/texts.js';
import {hex} from './file-comparison.js';
import {dayOf, entryOf, parseInclusion} from './inclusion.js';
import {check} from './signed-statement.js';
import {download, statementLinks} from './statement-links.js';
import {goneWords} from './view.js';

export class LaterStatements {
  /** @type {string | null} */
  #statement = null;
  /** @type {import('./keys.js').KeyRing | null} */
  #ring = null;

  constructor() {
    byId('later').addEventListener('click', () => this.#ask());
  }

  /** Forgets what came after the statement before. @param {string | null} statement @param {import('./keys.js').KeyRing} ring */
  begin(statement, ring) {
    this.#statement = statement;
    this.#ring = ring;
    byId('later-stand').textContent = '';
    byId('dagstaat').textContent = '';
    byId('later-lijst').replaceChildren();
  }

  /**
   * Says if the statement is in the head of a day.
   * @param {import('./inclusion.js').Inclusion | null} inclusion null if there is none yet
   * @param {string} statement @param {import('./keys.js').KeyRing} ring
   */
  async prove(inclusion, statement, ring) {
    const found = inclusion && await dayOf(inclusion, statement, ring);
    if (statement !== this.#statement) {
      return;
    }
    const place = byId('dagstaat');
    place.classList.toggle('utrecht-form-field-error-message', Boolean(inclusion) && !found);
    place.textContent = found ? text('bewijs.inclusion-good', {day: day(found)})
      : text(inclusion ? 'bewijs.inclusion-wrong' : 'bewijs.inclusion-none');
    if (found) {
      place.append(' ', download(JSON.stringify(inclusion), `dagstaat-${found}.json`, text('bewijs.inclusion-save')));
    }
  }

  /** Checks a saved proof for the statement that is shown. @param {string} proof */
  async takeProof(proof) {
    if (this.#statement === null || !this.#ring) {
      byId('bezig').textContent = text('bewijs.inclusion-first');
      return;
    }
    const inclusion = parseInclusion(proof) ?? {index: 0, size: 0, path: [], head: ''};
    await this.prove(inclusion, this.#statement, this.#ring);
  }

  async #ask() {
    const [statement, ring] = [this.#statement, this.#ring];
    if (statement === null || !ring) {
      return;
    }
    byId('later-stand').textContent = text('bewijs.laterBusy');
    try {
      const hash = hex((await entryOf(statement)).buffer);
      /** @type {import('json').StatementEnds} */
      const {ends, inclusion} = await call('GET', `/api/statements/${hash}`);
      const lines = await Promise.all(ends.map((one) => line(one, ring)));
      if (statement === this.#statement) {
        await this.prove(inclusion, statement, ring);
        byId('later-stand').textContent = text(ends.length > 0 ? 'bewijs.laterFound' : 'bewijs.laterNothing');
        byId('later-lijst').replaceChildren(...lines);
      }
    } catch (problem) {
      const unknown = problem instanceof Problem && problem.code === 'not-found';
      byId('later-stand').textContent = text(unknown ? 'bewijs.laterUnknown' : 'bewijs.laterFailed');
    }
  }
}

/** @param {string} statement @param {import('./keys.js').KeyRing} ring */
async function line(statement, ring) {
  const {content} = await check(statement, ring);
  if (!content) {
    return element('li', {class: 'utrecht-unordered-list__item'}, text('bewijs.laterWrong'));
  }
  const {kind, number = '', at} = content;
  return element('li', {class: 'utrecht-unordered-list__item'},
      `${joinSentences(text(`bewijs.kind-${kind}`), moment(at), goneWords(content))} `,
      ...await statementLinks(statement, `verklaring-${kind}-${number}`));
}
