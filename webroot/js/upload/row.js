import {element} from '../dom.js';
import {duration, size} from '../format.js';
import {text} from '../texts.js';

/** @typedef {import('./item.js').Item} Item */
/** @typedef {{pause: (item: Item) => void, resume: (item: Item) => void, remove: (item: Item) => void,
 *   choose: () => void}} Actions */

/** How a state shows: [colour of the mark, whether the bar is there]. */
const LOOKS = /** @type {Record<string, [string, boolean]>} */ ({
  queued: ['calm', true], sending: ['calm', true], paused: ['attention', true], offline: ['attention', true],
  failed: ['wrong', false], elsewhere: ['attention', true], checking: ['calm', false], accepted: ['done', false],
  refused: ['wrong', false],
});

/** One line of the list: made once, then only brought up to date, so that focus and screen readers stay put. */
export class Row {
  #status = element('p', {class: 'rc-document__status'});
  #bar = /** @type {HTMLProgressElement} */ (element('progress', {max: '100', value: '0'}));
  #pause;
  #resume;
  #choose;

  /** @param {Item} item @param {Actions} actions */
  constructor(item, actions) {
    this.item = item;
    this.#bar.setAttribute('aria-label', text('verstuur.progressLabel', {name: item.name}));
    this.#pause = this.#button('pause', 'subtle', () => actions.pause(item));
    this.#resume = this.#button('resume', 'secondary-action', () => actions.resume(item));
    this.#choose = this.#button('chooseAgain', 'secondary-action', () => actions.choose());
    this.node = element('li', {class: 'rc-document', id: item.key},
        element('div', {class: 'rc-document__head'},
            element('span', {class: 'rc-document__name'}, item.name),
            element('span', {class: 'rc-document__size'}, size(item.size))),
        this.#bar,
        element('div', {class: 'rc-document__foot'}, this.#status,
            element('div', {class: 'rc-document__actions'}, this.#pause, this.#resume, this.#choose,
                this.#button('remove', 'subtle', () => actions.remove(item)))));
  }

  update() {
    const {state, sent, size: whole} = this.item;
    const [colour, bar] = LOOKS[state];
    this.node.className = `rc-document rc-document--${colour}`;
    this.#bar.hidden = !bar;
    this.#bar.value = whole === 0 ? 0 : Math.floor((sent / whole) * 1000) / 10;
    const words = this.#words();
    if (this.#status.textContent !== words) {
      this.#status.textContent = words;
    }
    this.#show(this.#pause, state === 'sending' || state === 'offline' || state === 'queued', this.#resume);
    this.#show(this.#resume, state === 'paused' || (state === 'failed' && this.item.file !== null), this.#pause);
    this.#show(this.#choose, this.item.wantsFile && this.item.file === null, null);
  }

  #words() {
    const {state, sent, size: whole, speed, reason, attempts, retryAt} = this.item;
    const values = {done: size(sent), size: size(whole)};
    switch (state) {
      case 'queued': return text('verstuur.waitingTurn');
      case 'paused': return text('verstuur.paused', values);
      case 'elsewhere': return text('verstuur.elsewhere', values);
      case 'checking': return text('verstuur.checking');
      case 'accepted': return text('verstuur.accepted');
      case 'failed': case 'refused': return reason ?? '';
      case 'offline': return `${text('verstuur.offline')} ${text('verstuur.offlineCount',
          {time: duration((retryAt - Date.now()) / 1000), count: attempts})}`;
      default:
    }
    if (sent >= whole) {
      return text('verstuur.finishing');
    }
    return speed === null ? text('verstuur.starting') : text('verstuur.sendingLeft',
        {...values, speed: size(speed), time: duration((whole - sent) / speed)});
  }

  /** @param {string} what @param {string} look @param {() => void} action */
  #button(what, look, action) {
    const made = element('button', {type: 'button', class: `utrecht-button utrecht-button--${look} rc-small-button`},
        text(`verstuur.${what}`), element('span', {class: 'rc-hidden'}, ` ${this.item?.name ?? ''}`));
    made.addEventListener('click', action);
    return made;
  }

  /** A button that goes hands the focus to the one that comes. @param {HTMLElement} button @param {boolean} on
   * @param {HTMLElement | null} heir */
  #show(button, on, heir) {
    if (button.hidden === !on) {
      return;
    }
    const focused = document.activeElement === button;
    button.hidden = !on;
    if (focused && heir) {
      heir.hidden = false;
      heir.focus();
    }
  }
}
