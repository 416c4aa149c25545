/**
 * Shows whether a text message code is valid, and until when.
 */

import {byId} from '../shared/dom.js';
import {moment} from '../shared/format.js';
import {text} from '../shared/texts.js';

/**
 * Without a valid code the page offers only one action: to ask for one.
 * @param {string | null} ending of the number; null for a person to whom an employee reads the code out
 * @param {string | null} codeUntil null if no code is valid
 * @param {'sms' | 'read-out'} means how that code came
 */
export function showCodeStatus(ending, codeUntil, means) {
  const [form, intro, none, title, again] = ['formulier', 'intro', 'geen', 'titel', 'opnieuw']
      .map((part) => byId(`sms-code-${part}`));
  [form, title].forEach((part) => { part.hidden = !codeUntil; });
  intro.hidden = !codeUntil || means !== 'sms';
  none.hidden = Boolean(codeUntil);
  none.textContent = codeUntil ? '' : text(ending ? 'ontvangcode.none' : 'ontvangcode.noneReadOut', {ending: ending ?? ''});
  byId('sms-code-uitleg').textContent = codeUntil
    ? text(`ontvangcode.until-${means}`, {ending: ending ?? '', time: moment(codeUntil)}) : '';
  again.hidden = !ending;
  again.classList.toggle('utrecht-button--primary-action', !codeUntil);
  again.classList.toggle('utrecht-button--secondary-action', Boolean(codeUntil));
}
