/**
 * The items of a request that is a checklist, on the page of the one who answers: sent along, later, or not applicable.
 */

import {announce, byId, element} from '../../shared/dom.js';
import {moment} from '../../shared/format.js';
import {text} from '../../shared/texts.js';

/** From this number of open items on, one button says "later" of all that are left. */
const MANY = 4;

/** @typedef {NonNullable<import('json').OpenTransfer['checklist']>} Checklist */
/** @typedef {Checklist['items'][number]} Item */
/** @typedef {NonNullable<import('json').MessageInput['items']>[number]} Said */

/**
 * Shows the items with their choices.
 * @param {Checklist | null | undefined} list @param {Said[]} [typed] what was chosen before, perhaps elsewhere
 */
export function showAskedItems(list, typed = []) {
  byId('onderdelen').hidden = !list;
  if (!list) {
    return;
  }
  byId('onderdelen-stand').textContent = list.received + list.notApplicable > 0
    ? text('verstuur.itemsSoFar', {received: list.received, total: list.total}) : '';
  byId('onderdelen-lijst').replaceChildren(...list.items.map((item) =>
    isSettled(item) ? settledItem(item) : openItem(item, typed.find(({position}) => position === item.position))));
  const rest = byId('rest-later');
  rest.hidden = openItems().length < MANY;
  rest.addEventListener('click', () => {
    openItems().filter((place) => !chosen(place)).forEach((place) => {
      const later = /** @type {HTMLInputElement} */ (place.querySelector('[value=later]'));
      later.checked = true;
      later.dispatchEvent(new Event('change', {bubbles: true}));
    });
    announce(text('verstuur.itemsRestDone'));
  });
}

/** @returns {Said[]} what was chosen; nothing on a page without a checklist */
export function readAskedItems() {
  return openItems().flatMap((place) => {
    const state = chosen(place);
    return state ? [{position: Number(place.dataset.position), state, ...(reason(place) && {reason: reason(place)})}] : [];
  });
}

/** The errors that need no server. @returns {import('json').FieldError[]} */
export function findItemErrors() {
  return openItems().flatMap((place) => {
    const field = `items.${Number(place.dataset.position) - 1}`;
    const state = chosen(place);
    if (!state) {
      return [{field: `${field}.state`, code: 'required'}];
    }
    return state === 'not-applicable' && !reason(place) ? [{field: `${field}.reason`, code: 'required'}] : [];
  });
}

/** The key of the words for a press on Verstuur without documents. */
export function noDocuments() {
  return openItems().length > 0 ? 'verstuur.noDocumentsItems' : 'verstuur.noDocuments';
}

/** @param {Item} item */
function isSettled({state}) {
  return state === 'received' || state === 'not-applicable';
}

/** @returns {HTMLElement[]} */
function openItems() {
  return [...document.querySelectorAll('#onderdelen-lijst [data-position]')].map((place) =>
    /** @type {HTMLElement} */ (place));
}

/** @param {HTMLElement} place @returns {Said['state'] | undefined} */
function chosen(place) {
  const choice = /** @type {HTMLInputElement | null} */ (place.querySelector('input:checked'));
  return /** @type {Said['state'] | undefined} */ (choice?.value);
}

/** @param {HTMLElement} place */
function reason(place) {
  const input = /** @type {HTMLTextAreaElement} */ (place.querySelector('textarea'));
  return chosen(place) === 'received' ? '' : input.value.trim();
}

/** @param {Item} item */
function title({position, title: words}) {
  return `${position}. ${words ?? text('verstuur.itemNameless')}`;
}

/** @param {Item} item */
function settledItem(item) {
  return element('li', {class: 'rc-item'}, element('strong', {}, title(item)), element('p', {class: 'rc-item-state'},
      text(`verstuur.item-${item.state}`, {time: moment(item.saidAt ?? '')})));
}

/** @param {Item} item @param {Said} [said] */
function openItem(item, said) {
  const template = /** @type {HTMLTemplateElement} */ (byId('onderdeel'));
  const content = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const place = /** @type {HTMLElement} */ (content.firstElementChild);
  const name = `items.${item.position - 1}`;
  place.dataset.position = String(item.position);
  fillPlace(place, item);
  [...place.querySelectorAll('input')].forEach((choice, index) => {
    choice.name = `${name}.state`;
    choice.id = index === 0 ? `${name}.state` : '';
    choice.checked = choice.value === said?.state;
    choice.addEventListener('change', () => showReason(place));
  });
  nameField(place, '[data-part=state]', `${name}.state`);
  nameField(place, '[data-part=reason]', `${name}.reason`);
  const input = /** @type {HTMLTextAreaElement} */ (place.querySelector('textarea'));
  input.id = `${name}.reason`;
  input.value = said?.reason ?? '';
  place.querySelector('label[data-reason]')?.setAttribute('for', input.id);
  showReason(place);
  return place;
}

/** @param {HTMLElement} place @param {Item} item */
function fillPlace(place, item) {
  /** @type {HTMLElement} */ (place.querySelector('[data-title]')).textContent = title(item);
  const explanation = /** @type {HTMLElement} */ (place.querySelector('[data-explanation]'));
  explanation.textContent = item.explanation;
  explanation.hidden = !item.explanation;
}

/** @param {HTMLElement} place @param {string} part @param {string} field */
function nameField(place, part, field) {
  const found = /** @type {HTMLElement} */ (place.querySelector(part));
  found.dataset.field = field;
  /** @type {HTMLElement} */ (found.querySelector('.utrecht-form-field-error-message')).id = `${field}-fout`;
}

/** Asks for a reason where one can be given. @param {HTMLElement} place */
function showReason(place) {
  const state = chosen(place);
  const field = /** @type {HTMLElement} */ (place.querySelector('[data-part=reason]'));
  field.hidden = state !== 'later' && state !== 'not-applicable';
  /** @type {HTMLElement} */ (place.querySelector('label[data-reason]')).textContent =
    text(state === 'later' ? 'verstuur.itemWhen' : 'verstuur.itemWhy');
}
