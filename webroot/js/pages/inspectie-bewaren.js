/**
 * The page on which the privacy officer sees the retention terms, and that expired data has been destroyed.
 */

import {call} from '../shared/api.js';
import {byId, element, enablePrint, fill} from '../shared/dom.js';
import {moment, month, span} from '../shared/format.js';
import {openStaffPage} from '../shared/staff-page.js';
import {cell, row} from '../shared/table.js';
import {text} from '../shared/texts.js';

openStaffPage(async ({roles}) => {
  /** @type {import('json').Retention} */
  const {at, settings, months, overdue, oldest, passes, recoveryKey, register, sweep} = await call('GET', '/api/staff/retention');
  const late = Object.values(overdue).reduce((sum, number) => sum + number, 0) + (sweep?.missing ?? 0);
  const verdict = text(late === 0 ? 'inspectie-bewaren.nothingLate' : 'inspectie-bewaren.something', {at: moment(at)});
  byId('oordeel').textContent = verdict;
  fill(Object.fromEntries(Object.entries(overdue).map(([name, number]) => [name, String(number)])));
  fill({files: sweep ? text('inspectie-bewaren.swept', {...sweep, at: moment(sweep.at)})
    : text('inspectie-bewaren.notSwept')});
  fill(Object.fromEntries(Object.entries(oldest).map(([name, since]) => [`oldest-${name}`, since === null
    ? text('inspectie-bewaren.nothingWaits') : moment(since)])));
  fill(Object.fromEntries(Object.entries(passes).map(([name, last]) => [`pass-${name}`, last === null
    ? text('inspectie-bewaren.noPass') : moment(last)])));
  fill({'recovery-since': recoveryKey ? moment(recoveryKey.since) : ''});
  byId('register-rijen').replaceChildren(...register.map(registered));
  const mayLook = roles.includes('functionaris');
  const busy = months.filter((one) => one.expired + one.withdrawn + one.logged > 0);
  byId('maanden').replaceChildren(...busy.map((one) => line(one, mayLook)));
  byId('maanden-tabel').hidden = busy.length === 0;
  const none = text(busy.length === 0 ? 'inspectie-bewaren.noMonths' : 'inspectie-bewaren.otherMonths');
  byId('maanden-leeg').textContent = none;
  byId('instellingen').replaceChildren(...settings.map(setting));
  enablePrint();
});

/**
 * @param {import('json').Retention['months'][number]} one
 * @param {boolean} mayLook true if this person may read the audit log
 */
function line({month: name, expired, withdrawn, logged}, mayLook) {
  const number = (/** @type {number} */ count, /** @type {string} */ action) => (mayLook && count > 0 ? element('a', {
    'class': 'utrecht-link', 'href': `/inspectie/logboek?${new URLSearchParams({action, ...daysOf(name)})}`,
    'aria-label': text('inspectie-bewaren.inTheLog', {count, month: month(name)}),
  }, String(count)) : String(count));
  return row(
      cell(text('inspectie-bewaren.month'), month(name)),
      cell(text('inspectie-bewaren.expired'), number(expired, 'transfer-destroyed'), 'rc-number'),
      cell(text('inspectie-bewaren.withdrawn'), number(withdrawn, 'transfer-withdrawn'), 'rc-number'),
      cell(text('inspectie-bewaren.logged'), String(logged), 'rc-number'));
}

/** The filter for a month on the page of the audit log. @param {string} name "2026-11" */
function daysOf(name) {
  const [year, number] = name.split('-').map(Number);
  return {from: `${name}-01`, to: `${name}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`};
}

/** @param {{name: string, seconds: number}} one */
function setting({name, seconds}) {
  return element('div', {},
      element('dt', {}, text(`inspectie-bewaren.setting-${name}`)),
      element('dd', {}, span(seconds)));
}

/** @param {import('json').Retention['register'][number]} one */
function registered({what, place, term, seconds, tables}) {
  const where = text(`inspectie-bewaren.place-${place}`);
  return row(
      cell(text('inspectie-bewaren.what'), text(`inspectie-bewaren.kept-${what}`)),
      cell(text('inspectie-bewaren.place'), tables.length === 0 ? where : `${where} (${tables.join(', ')})`),
      cell(text('inspectie-bewaren.until'), text(`inspectie-bewaren.term-${term}`)),
      cell(text('inspectie-bewaren.longest'), seconds === null ? text('inspectie-bewaren.noTerm')
        : span(seconds)));
}
