/**
 * Chosen rows of a list, and what staff do with all of them: each transfer is one request to the server, which decides
 * about each by itself.
 */

import {call} from '../shared/api.js';
import {askConfirmation} from '../shared/confirm.js';
import {byId, element} from '../shared/dom.js';
import {clearErrors, showMessage, showProblem} from '../shared/errors.js';
import {day, endOf} from '../shared/format.js';
import {Problem} from '../shared/problem.js';
import {hasText, text} from '../shared/texts.js';
import {nameOf} from './transfer-rows.js';

/** @typedef {import('json').TransferLine} TransferLine */

/** Acts that another click undoes: nobody confirms them. */
const MARKS = ['read', 'unread', 'claim'];
/** Problems after which the next transfer would fail in the same way. */
const FINAL = ['sign-in-required', 'too-many-requests', 'network', 'unavailable'];
/** Names beside a reason; further ones are counted. */
const MOST_NAMES = 3;

/** @type {TransferLine[]} the rows of the page */
let shown = [];

/** @param {() => Promise<void>} reload shows the list anew */
export function enableBulk(reload) {
  byId('rijen').addEventListener('change', update);
  byId('kies-alles').addEventListener('change', () => {
    boxes().forEach((box) => {
      box.checked = /** @type {HTMLInputElement} */ (byId('kies-alles')).checked;
    });
    update();
  });
  document.querySelectorAll('[data-bulk]').forEach((button) => button.addEventListener('click', () =>
    act(/** @type {HTMLElement} */ (button).dataset.bulk ?? '', reload)));
}

/** @param {TransferLine[]} items */
export function showChoice(items) {
  shown = items;
  byId('keuze').hidden = items.length === 0;
  update();
}

/** The chosen rows of this page. */
export function chosen() {
  const ids = boxes().filter((box) => box.checked).map((box) => box.dataset.choose);
  return shown.filter(({id}) => ids.includes(id));
}

/** @returns {HTMLInputElement[]} */
function boxes() {
  return [...document.querySelectorAll('[data-choose]')].map((box) => /** @type {HTMLInputElement} */ (box));
}

function update() {
  const count = chosen().length;
  const all = /** @type {HTMLInputElement} */ (byId('kies-alles'));
  all.checked = count > 0 && count === shown.length;
  all.indeterminate = count > 0 && count < shown.length;
  byId('gekozen').textContent = count === 0 ? '' : text('inspectie.chosen', {count});
  byId('bulk-acties').hidden = count === 0;
  byId('keuze').classList.toggle('rc-bulk--active', count > 0);
}

/** Reminds everybody in a list. @param {TransferLine[]} items @param {() => Promise<void>} reload */
export function remindAll(items, reload) {
  return act('remind', reload, items);
}

/** @param {string} what @param {() => Promise<void>} reload @param {TransferLine[]} [items] */
async function act(what, reload, items = chosen()) {
  const until = what === 'extend' ? endOf(/** @type {HTMLInputElement} */ (byId('bulk-tot')).value) : null;
  clearErrors();
  if (what === 'extend' && !until) {
    showMessage(text('inspectie.bulkUntilMissing'));
    return;
  }
  const values = {count: items.length, day: until ? day(until.toISOString()) : ''};
  const yes = MARKS.includes(what) || await askConfirmation({
    title: text(`inspectie.bulk-${what}-title`, values), words: text(`inspectie.bulk-${what}-words`, values),
    yes: text(`inspectie.bulk-${what}-yes`),
  });
  if (!yes) {
    return;
  }
  /** @type {Map<string, string[]>} the names of transfers for each reason */
  const failed = new Map();
  const done = await each(items, what, until ? {until: until.toISOString()} : {}, failed);
  await reload();
  showResult(what, done, failed);
}

/**
 * @param {TransferLine[]} items @param {string} what @param {object} body
 * @param {Map<string, string[]>} failed gets the reasons
 */
async function each(items, what, body, failed) {
  let done = 0;
  for (const [index, item] of items.entries()) {
    byId('gevonden').textContent = text('inspectie.bulkProgress', {now: index + 1, count: items.length});
    try {
      await call('POST', `/api/staff/transfers/${encodeURIComponent(item.id)}/${what}`, body);
      done++;
    } catch (problem) {
      const code = problem instanceof Problem ? problem.code : 'other';
      failed.set(code, [...failed.get(code) ?? [], nameOf(item)]);
      if (!(problem instanceof Problem) || FINAL.includes(code)) {
        showProblem(problem);
        break;
      }
    }
  }
  return done;
}

/**
 * One summary: the transfers that succeeded, and for each reason those that did not. @param {string} what @param
 * {number} done @param {Map<string, string[]>} failed
 */
function showResult(what, done, failed) {
  const not = [...failed.values()].reduce((sum, names) => sum + names.length, 0);
  const reasons = [...failed].map(([code, names]) => {
    const key = `inspectie.bulk-not-${code}`;
    const more = names.length > MOST_NAMES ? ` ${text('inspectie.more', {count: names.length - MOST_NAMES})}` : '';
    return element('li', {}, text(hasText(key) ? key : 'inspectie.bulk-not-other', {count: names.length}),
        ` ${names.slice(0, MOST_NAMES).join('; ')}${more}`);
  });
  byId('gevonden').replaceChildren(
      element('strong', {}, text(`inspectie.bulk-${what}-done`, {count: done})),
      not > 0 ? ` ${text('inspectie.bulkNot', {count: not})}` : '',
      ...(not > 0 ? [element('ul', {class: 'utrecht-unordered-list'}, ...reasons)] : []));
}
