/**
 * The page with figures of the organisation: charts, the same as tables, and CSV files.
 */

import {call} from '../shared/api.js';
import {saveCsv} from '../shared/csv-file.js';
import {byId, enablePrint} from '../shared/dom.js';
import {day, fieldDay, month} from '../shared/format.js';
import {openStaffPage} from '../shared/staff-page.js';
import {cell, row} from '../shared/table.js';
import {text} from '../shared/texts.js';
import {showChart} from '../statistics/bar-chart.js';
import {departmentLines, monthLines} from '../statistics/figures-csv.js';
import {FATES, KINDS, REQUESTS, SIZES, TIMES, bytes, nameOf, withinDay, words, written} from '../statistics/figures.js';
import {chosen, showFilters} from '../statistics/filters.js';

/** @typedef {import('../statistics/figures.js').Month} Month */
/** @typedef {import('../statistics/figures.js').Department} Department */

openStaffPage(async () => {
  const asked = chosen();
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
  const kind = chosen().get('kind') ?? '';
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

/** @param {...string[]} cells heading and content */
function line(...cells) {
  return row(...cells.map(([label, content], place) => cell(label, content, place === 0 ? '' : 'rc-number')));
}
