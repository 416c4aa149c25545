import {suggestion} from './address.js';
import {element} from './dom.js';
import {text} from './texts.js';

/** Offers the address that was probably meant, at the place that the field has for it. @param {HTMLInputElement} field */
export function suggest(field) {
  const place = /** @type {HTMLElement} */ (field.parentElement?.querySelector('[data-suggestion]'));
  const better = suggestion(field.value.trim());
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
