/**
 * Suggests the probable address, below the field.
 */

import {element} from './dom.js';
import {correctAddress} from './email-address.js';
import {text} from './texts.js';

/** True from the press of a pointer until its click has reached the button. */
let pressing = false;
/**
 * Suggestions that wait for that click.
 * @type {(() => void)[]}
 */
let waiting = [];

addEventListener('pointerdown', () => { pressing = true; }, true);
for (const end of ['click', 'pointercancel', 'keydown']) {
  addEventListener(end, release, true);
}
// A dragged mouse makes no click. A finger's click comes after it has gone up, and the field changes in between.
addEventListener('pointerup', ({pointerType}) => pointerType === 'mouse' && release(), true);

/**
 * Offers it as soon as the field has changed. A press on a button leaves the field at the same time, and a suggestion
 * that moved the button would take its click away; so the suggestion waits for the click.
 * @param {HTMLInputElement} field
 */
export function suggestAfterChange(field) {
  field.addEventListener('change',
      () => (pressing ? waiting.push(() => showSuggestion(field)) : showSuggestion(field)));
}

function release() {
  setTimeout(() => {
    pressing = false;
    const due = waiting;
    waiting = [];
    due.forEach((show) => show());
  });
}

/** Offers it now, if there is one. @param {HTMLInputElement} field */
export function showSuggestion(field) {
  const place = /** @type {HTMLElement} */ (field.parentElement?.querySelector('[data-suggestion]'));
  const better = correctAddress(field.value.trim());
  place.replaceChildren();
  if (!better) {
    return;
  }
  const use = element('button', {type: 'button', class: 'rc-link-button'}, text('gegevens.suggestionUse'));
  use.addEventListener('click', () => {
    field.value = better;
    place.replaceChildren(text('gegevens.suggestionUsed'));
    field.focus();
  });
  place.append(text('gegevens.suggestion', {address: better}), ' ', use);
}
