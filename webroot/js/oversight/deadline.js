import {element} from '../shared/dom.js';
import {day, moment} from '../shared/format.js';
import {text} from '../shared/texts.js';

/** From the end of a day, which is the first moment of the next, into it. */
const SECOND = 1000;

/**
 * Until when somebody can do something, in words, and before it whether that is over or almost. The server says which: its clock counts.
 * @param {any} item of the overview
 */
export function describeDeadline({due, state, expiresAt}) {
  if (!due) {
    return element('span', {}, ['withdrawn', 'destroyed'].includes(state) ? '–' : text('inspectie.endsAt', {day: day(expiresAt)}));
  }
  const mark = due.standing === 'later'
    ? []
    : [element('strong', {class: `rc-due rc-due--${due.standing}`}, text(`inspectie.due-${due.standing}`)), ' '];
  return element('span', {}, ...mark, words(due, state === 'destroyed'));
}

/** @param {any} due @param {boolean} gone */
function words({what, deadline, until, standing}, gone) {
  const last = day(new Date(Date.parse(until) - SECOND).toISOString());
  const values = {day: deadline ? day(deadline) : last, time: moment(until)};
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
