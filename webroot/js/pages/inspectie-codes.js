/**
 * The page on which a colleague approves that a code is read out on the phone.
 */

import {call} from '../shared/api.js';
import {askConfirmation} from '../shared/confirm.js';
import {byId, element} from '../shared/dom.js';
import {clearErrors, showProblem} from '../shared/errors.js';
import {shortMoment} from '../shared/format.js';
import {openStaffPage} from '../shared/staff-page.js';
import {text} from '../shared/texts.js';

/** @typedef {import('json').ReadOut} ReadOut */

/** @param {string} key @param {Record<string, string>} [values] */
const words = (key, values) => text(`inspectie-codes.${key}`, values);

/** Where the organisation has turned codes on the phone off, the page only says so: the server has no such address. */
openStaffPage(() => document.getElementById('uit') === null ? load() : undefined);

async function load() {
  /** @type {import('json').ReadOuts} */
  const {items} = await call('GET', '/api/staff/read-outs');
  byId('leeg').hidden = items.length > 0;
  byId('vragen').hidden = items.length === 0;
  byId('vragen').replaceChildren(...items.map(line));
}

/** @param {ReadOut} asked */
function line(asked) {
  const {askedBy, name, email, number, until} = asked;
  return element('li', {}, element('strong', {}, words('wish', {by: askedBy, name})),
      element('span', {}, ` ${words('which', {email, number, time: shortMoment(until)})}`),
      element('span', {class: 'rc-actions'}, button(asked, 'approve', 'utrecht-button--secondary-action'),
          button(asked, 'decline', 'utrecht-button--subtle')));
}

/** @param {ReadOut} asked @param {'approve' | 'decline'} what @param {string} look */
function button({id, name, askedBy}, what, look) {
  const made = element('button', {
    'class': `utrecht-button ${look}`, 'type': 'button', 'aria-label': words(`${what}Of`, {name}),
  }, words(what));
  made.addEventListener('click', async () => {
    byId('gedaan').textContent = '';
    if (!await askConfirmation({
      title: words(`${what}Title`), words: words(`${what}Words`, {by: askedBy, name}), yes: words(what),
    })) {
      return;
    }
    try {
      await call('POST', `/api/staff/read-outs/${id}/${what}`, {});
      clearErrors();
      byId('gedaan').textContent = words(`${what}Done`, {by: askedBy});
    } catch (problem) {
      showProblem(problem);
    }
    await load();
  });
  return made;
}
