/**
 * Draws one document of the list. The row is made once and then updated, so that focus and screen readers stay in
 * place.
 */

import {element} from '../../shared/dom.js';
import {duration, size} from '../../shared/format.js';
import {joinSentences} from '../../shared/sentences.js';
import {text} from '../../shared/texts.js';
import {describeWait} from './wait-reasons.js';

/** @typedef {import('../item.js').Item} Item */
/** @typedef {{pause: (item: Item) => void, resume: (item: Item) => void, remove?: (item: Item) => void,
 *   choose: () => void}} Actions */
/**
 * Keys of the sentences that depend on the page.
 * @typedef {{checking: string, done: string}} Words
 */

/** By state: the colour of the mark, and true if the progress bar shows. */
const LOOKS = /** @type {Record<string, [string, boolean]>} */ ({
  queued: ['calm', true], sending: ['calm', true], paused: ['attention', true], offline: ['attention', true],
  failed: ['wrong', false], elsewhere: ['attention', true], checking: ['calm', false], accepted: ['done', false],
  refused: ['wrong', false],
});

export class DocumentRow {
  #status = element('p', {class: 'rc-document__status'});
  #bar = /** @type {HTMLProgressElement} */ (element('progress', {max: '100', value: '0'}));
  #pause;
  #resume;
  #choose;
  #remove;
  #shown = '';
  #checking;

  /** @param {Item} item @param {Actions} actions @param {Words} words */
  constructor(item, actions, words) {
    this.item = item;
    this.#checking = words.checking;
    this.#bar.setAttribute('aria-label', text('verstuur.progressLabel', {name: item.name}));
    this.#pause = this.#button('pause', 'subtle', () => actions.pause(item));
    this.#resume = this.#button('resume', 'secondary-action', () => actions.resume(item));
    this.#choose = this.#button('chooseAgain', 'secondary-action', () => actions.choose());
    this.#remove = this.#button('remove', 'subtle', () => actions.remove?.(item));
    this.#remove.hidden = !actions.remove;
    this.node = element('li', {class: 'rc-document', id: item.key},
        element('div', {class: 'rc-document__head'},
            element('span', {class: 'rc-document__name'}, item.name),
            element('span', {class: 'rc-document__size'}, size(item.size))),
        this.#bar,
        ...(item.note ? [element('p', {class: 'rc-document__status'}, item.note)] : []),
        element('div', {class: 'rc-document__foot'}, this.#status,
            element('div', {class: 'rc-document__actions'}, this.#pause, this.#resume, this.#choose,
                this.#remove)));
  }

  update() {
    const {state, offset, size: whole, file, needsFile} = this.item;
    const words = this.#words();
    // Most rows of a long list have not changed.
    const shown = `${state} ${offset} ${file === null} ${words}`;
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    const [colour, bar] = this.item.warning && state === 'accepted' ? ['attention', false] : LOOKS[state];
    this.node.className = `rc-document rc-document--${colour}`;
    this.#bar.hidden = !bar;
    this.#bar.value = whole === 0 ? 0 : Math.floor((offset / whole) * 1000) / 10;
    if (this.#status.textContent !== words) {
      this.#status.textContent = words;
    }
    this.#offer(new Set([
      ...(state === 'sending' || state === 'offline' || state === 'queued' ? [this.#pause] : []),
      ...(state === 'paused' || (state === 'failed' && file !== null) ? [this.#resume] : []),
      ...(needsFile && file === null ? [this.#choose] : []),
    ]));
  }

  #words() {
    return this.item.comparing ? text('verstuur.comparing') : this.#stateInWords();
  }

  #stateInWords() {
    const {state, offset, sent, size: whole, speed, reason} = this.item;
    const values = {done: size(offset), size: size(whole), way: size(sent - offset)};
    switch (state) {
      case 'queued': return text('verstuur.waitingTurn');
      case 'paused': return text('verstuur.paused', values);
      case 'elsewhere': return text(this.item.id ? 'verstuur.elsewhere' : 'verstuur.chosenOnly', values);
      case 'checking': return joinSentences(text(this.#checking), this.item.scan);
      case 'accepted': return joinSentences(text('verstuur.accepted'), this.item.warning, this.item.scan);
      case 'failed': case 'refused': return reason ?? '';
      case 'offline': return this.#waiting();
      default:
    }
    if (sent >= whole) {
      return text('verstuur.finishing');
    }
    if (speed !== null) {
      return text('verstuur.sendingLeft', {...values, speed: size(speed), time: duration((whole - offset) / speed)});
    }
    return sent === 0 ? text('verstuur.starting')
      : text(sent > offset ? 'verstuur.onItsWay' : 'verstuur.totalOf', values);
  }

  #waiting() {
    const {attempts, retryAt} = this.item;
    return `${describeWait(this.item)} ${text('verstuur.offlineCount',
        {time: duration((retryAt - Date.now()) / 1000), count: attempts})}`;
  }

  /** @param {string} what @param {string} look @param {() => void} action */
  #button(what, look, action) {
    const made = element('button', {type: 'button', class: `utrecht-button utrecht-button--${look} rc-small-button`},
        text(`verstuur.${what}`), element('span', {class: 'rc-hidden'}, ` ${this.item?.name ?? ''}`));
    made.addEventListener('click', action);
    return made;
  }

  /**
   * A button that disappears hands the focus on, in the end to the remove button, where there is one.
   * @param {Set<HTMLElement>} buttons
   */
  #offer(buttons) {
    const all = [this.#pause, this.#resume, this.#choose];
    const focused = all.find((button) => button === document.activeElement);
    all.forEach((button) => { button.hidden = !buttons.has(button); });
    if (focused?.hidden) {
      ([...buttons][0] ?? this.#remove).focus();
    }
  }
}
