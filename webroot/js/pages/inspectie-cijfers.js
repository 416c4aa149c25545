/**
 * The page with figures of the organisation: charts, the same as tables, and CSV files.
 */

import {call} from '../shared/api.js';
import {saveCsv} from '../shared/csv-file.js';
import {byId, element, enablePrint} from '../shared/dom.js';
import {day, fieldDay, month, size} from '../shared/format.js';
import {openStaffPage} from '../shared/staff-page.js';
import {cell, row} from '../shared/table.js';
import {text} from '../shared/texts.js';
import {showChart} from '../statistics/bar-chart.js';

/** @typedef {import('json').Statistics['months'][number]} Month */
/** @typedef {import('json').Statistics['departments'][number]} Department */
/** @typedef {Month | Department} Figures */

const FIELDS = ['from', 'to', 'kind', 'department'];
/** Months that one can choose, at least. */
const LEAST = 12;
const MOST = 60;
const KINDS = /** @type {const} */ (['submitted', 'requested', 'sent']);
const TIMES = /** @type {const} */ (['hour', 'day', 'three-days', 'week', 'later']);
const SIZES = /** @type {const} */ (['small', 'medium', 'large', 'huge']);
const FATES = /** @type {const} */ (['expired', 'withdrawn', 'waiting']);
const REQUESTS = /** @type {const} */ (['asked', 'answered', 'unanswered', 'cancelled']);
const query = new URLSearchParams(location.search);

/** @param {string} name @param {Record<string, string | number>} [values] */
const words = (name, values) => text(`inspectie-cijfers.${name}`, values);

openStaffPage(async () => {
  const asked = new URLSearchParams([...query].filter(([name, value]) => FIELDS.includes(name) && value));
  /** @type {import('json').Statistics} */
  const {since, months, departments, choices} = await call('GET', `/api/staff/statistics?${asked}`);
  byId('sinds').textContent = since ? words('since', {day: day(since)}) : words('nothing');
  showFilters(since ?? fieldDay(new Date().toISOString()), months, choices);
  byId('weinig').hidden = ![...months, ...departments].some((one) => one.delivered === null || one.asked === null);
  showDelivered(months);
  showDownloads(months);
  showSizes(months);
  showRequests(months);
  showDepartments(departments);
  byId('maanden-csv').addEventListener('click', () => saveCsv(words('csvMonths'), monthLines(months)));
  byId('afdelingen-csv').addEventListener('click',
      () => saveCsv(words('csvDepartments'), departmentLines(departments)));
  enablePrint();
});

/** @param {string} since @param {Month[]} months @param {{email: string, name: string}[]} choices */
function showFilters(since, months, choices) {
  for (const name of ['from', 'to']) {
    byId(name).append(...monthsSince(since).map((one) => element('option', {value: one}, month(one))));
  }
  byId('department').append(...choices.map(({email, name}) => element('option', {value: email}, name)),
      element('option', {value: 'none'}, words('noDepartment')));
  for (const name of FIELDS) {
    /** @type {HTMLSelectElement} */ (byId(name)).value = query.get(name) ?? '';
  }
  /** @type {HTMLSelectElement} */ (byId('from')).value = months[0].month;
  /** @type {HTMLSelectElement} */ (byId('to')).value = months[months.length - 1].month;
  byId('filters').addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = [...new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).entries()]
        .map(([name, value]) => [name, String(value)]).filter(([, value]) => value);
    location.assign(`/inspectie/cijfers?${new URLSearchParams(chosen)}`);
  });
}

/** From the newest on. @param {string} since a day */
function monthsSince(since) {
  const [year, number] = fieldDay(new Date().toISOString()).split('-').map(Number);
  const months = Array.from({length: MOST}, (_, back) =>
    new Date(Date.UTC(year, number - 1 - back, 1)).toISOString().slice(0, 7));
  return months.filter((one, back) => back < LEAST || one >= since.slice(0, 7));
}

/** @param {Month[]} months */
function showDelivered(months) {
  showChart(byId('bezorgd-grafiek'), {
    title: words('chart', {title: words('deliveredTitle')}),
    series: KINDS.map((kind) => text(`inspectie.kind-${kind}`)),
    rows: months.map((one) => ({label: month(one.month), number: written(one.delivered),
      values: KINDS.map((kind) => one.kinds[kind] ?? 0)})),
    stacked: true,
  });
  byId('bezorgd-rijen').replaceChildren(...months.map((one) => line(
      [words('month'), month(one.month)],
      ...KINDS.map((kind) => [text(`inspectie.kind-${kind}`), written(one.kinds[kind])]),
      [words('delivered'), written(one.delivered)], [words('refused'), written(one.refused)])));
}

/** The chart adds the months up; the table has each of them. @param {Month[]} months */
function showDownloads(months) {
  const sum = (/** @type {(one: Month) => number | null} */ of) =>
    months.reduce((all, one) => all + (of(one) ?? 0), 0);
  const all = sum((one) => one.delivered);
  const bars = [
    ...TIMES.map((time) => ({label: words(`collected-${time}`), value: sum((one) => one.collected[time])})),
    ...FATES.map((fate) => ({label: words(fate), value: sum((one) => one[fate])}))];
  showChart(byId('download-grafiek'), {
    title: words('chart', {title: words('collectedTitle')}),
    series: [words('delivered')],
    rows: bars.map(({label, value}) => ({label, values: [value],
      number: words('share', {number: value, percent: all === 0 ? 0 : Math.round(value / all * 100)})})),
  });
  byId('download-rijen').replaceChildren(...months.map((one) => line(
      [words('month'), month(one.month)],
      ...TIMES.map((time) => [words(`collected-${time}`), written(one.collected[time])]),
      ...FATES.map((fate) => [words(fate), written(one[fate])]))));
}

/** @param {Month[]} months */
function showSizes(months) {
  showChart(byId('omvang-grafiek'), {
    title: words('chart', {title: words('sizeTitle')}),
    series: [words('bytes')],
    rows: months.map((one) => ({label: month(one.month), number: bytes(one), values: [one.bytes ?? 0]})),
  });
  byId('omvang-rijen').replaceChildren(...months.map((one) => line(
      [words('month'), month(one.month)], [words('documents'), written(one.documents)], [words('bytes'), bytes(one)],
      ...SIZES.map((band) => [words(`size-${band}`), written(one.sizes[band])]))));
}

/** @param {Month[]} months */
function showRequests(months) {
  const kind = query.get('kind') ?? '';
  byId('verzoeken-deel').hidden = kind !== '' && kind !== 'requested';
  showChart(byId('verzoeken-grafiek'), {
    title: words('chart', {title: words('requestsTitle')}),
    series: [words('asked'), words('answered')],
    rows: months.map((one) => ({label: month(one.month), number: one.asked === null ? written(null)
      : words('answeredOf', {answered: one.answered ?? 0, asked: one.asked}), values: [one.asked ?? 0,
      one.answered ?? 0]})),
  });
  byId('verzoeken-rijen').replaceChildren(...months.map((one) => line([words('month'), month(one.month)],
      ...REQUESTS.map((what) => [words(what), written(one[what])]))));
}

/** @param {Department[]} departments */
function showDepartments(departments) {
  byId('afdelingen-deel').hidden = departments.length === 0;
  showChart(byId('afdelingen-grafiek'), {
    title: words('chart', {title: words('departmentsTitle')}),
    series: [words('delivered')],
    rows: departments.map((one) => ({label: nameOf(one), number: written(one.delivered),
      values: [one.delivered ?? 0]})),
  });
  byId('afdelingen-rijen').replaceChildren(...departments.map((one) => line([words('department'), nameOf(one)],
      [words('delivered'), written(one.delivered)], [words('withinDay'), written(withinDay(one))],
      [words('expired'), written(one.expired)], [words('bytes'), bytes(one)],
      [words('asked'), written(one.asked)], [words('answered'), written(one.answered)])));
}

/** @param {Month[]} months */
function monthLines(months) {
  return [[words('month'), ...KINDS.map((kind) => text(`inspectie.kind-${kind}`)), ...heads()],
    ...months.map((one) => [one.month, ...KINDS.map((kind) => written(one.kinds[kind])), ...numbers(one)])];
}

/** @param {Department[]} departments */
function departmentLines(departments) {
  return [[words('department'), ...heads()], ...departments.map((one) => [nameOf(one), ...numbers(one)])];
}

/** The columns of a CSV file. */
function heads() {
  return [words('delivered'), words('refused'), words('documents'), words('bytesExact'),
    ...SIZES.map((band) => words(`size-${band}`)), ...TIMES.map((time) => words(`collected-${time}`)),
    ...FATES.map((fate) => words(fate)), ...REQUESTS.map((what) => words(what))];
}

/** @param {Figures} one */
function numbers(one) {
  return [one.delivered, one.refused, one.documents, one.bytes, ...SIZES.map((band) => one.sizes[band]),
    ...TIMES.map((time) => one.collected[time]), ...FATES.map((fate) => one[fate]),
    ...REQUESTS.map((what) => one[what])].map(written);
}

/** @param {Department} one */
function nameOf({name}) {
  return name || words('noDepartment');
}

/** @param {Figures} one */
function withinDay({collected}) {
  return collected.hour === null || collected.day === null ? null : collected.hour + collected.day;
}

/** @param {Figures} one */
function bytes(one) {
  return one.bytes === null ? written(null) : size(one.bytes);
}

/** @param {number | null} count null if there are too few to show */
function written(count) {
  return count === null ? words('hidden') : String(count);
}

/** @param {...string[]} cells heading and content */
function line(...cells) {
  return row(...cells.map(([label, content], place) => cell(label, content, place === 0 ? '' : 'rc-number')));
}
