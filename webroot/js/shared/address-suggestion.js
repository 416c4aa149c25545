import {correctAddress} from './email-address.js';
import {element} from './dom.js';
import {text} from './texts.js';

/** True from the moment at which somebody presses until the click has come to its button. */
let pressing = false;
/** @type {(() => void)[]} */
let waiting = [];

addEventListener('pointerdown', () => { pressing = true; }, true);
for (const end of ['click', 'pointercancel', 'keydown']) {
  addEventListener(end, released, true);
}
// A mouse that was dragged makes no click. A finger's click comes after it has gone up, and the field changes in between.
addEventListener('pointerup', ({pointerType}) => pointerType === 'mouse' && released(), true);

/**
 * Offers the address that was probably meant as soon as the field has changed. A button is pressed and the field left at once: what the correctAddress
 * moved away then would never get its click, so it waits for that.
 * @param {HTMLInputElement} field
 */
export function suggestAfterChange(field) {
  field.addEventListener('change', () => (pressing ? waiting.push(() => showSuggestion(field)) : showSuggestion(field)));
}

function released() {
  setTimeout(() => {
    pressing = false;
    const due = waiting;
    waiting = [];
    due.forEach((show) => show());
  });
}

/** Offers the address that was probably meant, at the place that the field has for it. @param {HTMLInputElement} field */
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
