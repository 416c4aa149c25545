/**
 * Shows the other party's deadline, and marks one that is near or over.
 */

import {element} from '../shared/dom.js';
import {day, shortMoment} from '../shared/format.js';
import {text} from '../shared/texts.js';

/** In ms: the end of a day is the first moment of the next day, so this leads back into the day. */
const SECOND = 1000;

/**
 * The server decides whether it is near or over, since its clock counts.
 * @param {import('json').TransferLine} item
 */
export function describeDeadline({due, state, expiresAt}) {
  if (!due) {
    return element('span', {}, ['withdrawn', 'destroyed'].includes(state)
      ? '–' : text('inspectie.endsAt', {day: day(expiresAt)}));
  }
  const mark = due.standing === 'later'
    ? []
    : [element('strong', {class: `rc-due rc-due--${due.standing}`}, text(`inspectie.due-${due.standing}`)), ' '];
  return element('span', {}, ...mark, dueWords(due, state === 'destroyed'));
}

/** @param {import('json').Due} due @param {boolean} gone true if the transfer has been destroyed */
function dueWords({what, deadline, until, standing}, gone) {
  const last = day(new Date(Date.parse(until) - SECOND).toISOString());
  const values = {day: deadline ? day(deadline) : last, time: shortMoment(until)};
  if (gone) {
    return text(`inspectie.due-${what}-over`, values);
  }
  if (what === 'more') {
    return text(deadline && values.day === last ? 'inspectie.due-more-day' : 'inspectie.due-more', values);
  }
  if (what === 'collect') {
    return text('inspectie.due-collect', values);
  }
  if (standing === 'past' && values.day !== last) {
    return text('inspectie.due-answer-extended', values);
  }
  return text(deadline ? 'inspectie.due-answer' : 'inspectie.due-answer-at', values);
}
