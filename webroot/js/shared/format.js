/**
 * Writes dates, sizes, durations and names in the page's language. Dates are in Dutch time.
 */

import {isolated, text} from './texts.js';

const locale = text('common.locale');
const zone = 'Europe/Amsterdam';
const dates = new Intl.DateTimeFormat(locale, {dateStyle: 'long', timeZone: zone});
const times = new Intl.DateTimeFormat(locale, {hour: '2-digit', minute: '2-digit', hour12: false, timeZone: zone});
const fields = new Intl.DateTimeFormat('sv-SE', {timeZone: zone}); // the form of a date field
const months = new Intl.DateTimeFormat(locale, {month: 'long', year: 'numeric', timeZone: zone});
const days = new Intl.DateTimeFormat(locale, {day: 'numeric', month: 'short', timeZone: zone});
const daysOfYears = new Intl.DateTimeFormat(locale, {day: 'numeric', month: 'short', year: 'numeric', timeZone: zone});
/** Without a digit after the comma, and with one at most; making a format takes as long as using it a hundred times. */
const whole = new Intl.NumberFormat(locale, {maximumFractionDigits: 0});
const precise = new Intl.NumberFormat(locale, {maximumFractionDigits: 1});
const UNITS = ['kB', 'MB', 'GB', 'TB'];
/**
 * Seconds of a unit; a year has 365 days, as in the configuration.
 * @type {['year' | 'day' | 'hour' | 'minute', number][]}
 */
const SPANS = [['year', 365 * 86_400], ['day', 86_400], ['hour', 3_600], ['minute', 60]];

/** "12 november 2026 om 14.05 uur". @param {string | null | undefined} iso */
export function moment(iso) {
  if (!iso) {
    return '';
  }
  const date = new Date(iso);
  const time = times.format(date);
  return text('common.time', {date: dates.format(date), time: time.replace(':', text('common.timeSeparator'))});
}

/** "12 nov 14.05" in this year, "12 nov 2025" in others. @param {string} iso */
export function shortMoment(iso) {
  const date = new Date(iso);
  const thisYear = fields.format(date).slice(0, 4) === fields.format(new Date()).slice(0, 4);
  return thisYear
    ? `${days.format(date)} ${times.format(date).replace(':', text('common.timeSeparator'))}` : daysOfYears.format(date);
}

/** "12 november 2026". @param {string} iso a day or a moment */
export function day(iso) {
  return dates.format(new Date(iso.includes('T') ? iso : `${iso}T12:00:00Z`));
}

/** The day of a moment in Dutch time, as "2026-11-12". @param {string} iso */
export function fieldDay(iso) {
  return fields.format(new Date(iso));
}

/**
 * The first moment of a day in Dutch time, wherever the browser is; null if the field holds no day.
 * @param {string | null} field "2026-11-12"
 */
export function beginOf(field) {
  return momentOn(field, '00:00:00', ['+02:00', '+01:00']);
}

/** The last second of a day in Dutch time. @param {string | null} field */
export function endOf(field) {
  return momentOn(field, '23:59:59', ['+01:00', '+02:00']);
}

/**
 * Tries summer and winter time, and takes the one that stays on that day.
 * @param {string | null} field @param {string} time @param {string[]} offsets
 */
function momentOn(field, time, offsets) {
  return offsets.map((offset) => new Date(`${field}T${time}${offset}`))
      .find((date) => !Number.isNaN(date.getTime()) && fields.format(date) === field) ?? null;
}

/** A size with a decimal unit: "1,5 MB". @param {number} bytes */
export function size(bytes) {
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? whole : precise;
  const shown = unit === 0 && bytes > 0 ? Math.max(1, value) : value;
  return `${digits.format(shown)} ${UNITS[unit]}`;
}

/** A remaining time, rounded up coarsely so that it does not jump about. @param {number} seconds */
export function duration(seconds) {
  const rounded = Math.max(1, Math.ceil(seconds));
  if (rounded < 60) {
    return counted('second', rounded > 10 ? Math.ceil(rounded / 5) * 5 : rounded);
  }
  const minutes = Math.ceil(rounded / 60);
  return minutes < 90 ? counted('minute', minutes) : counted('hour', Math.round(minutes / 60));
}

/**
 * "1 document", "3 documenten".
 * @param {'second' | 'minute' | 'hour' | 'day' | 'year' | 'document'} what @param {number} count
 */
export function counted(what, count) {
  return count === 1 ? text(`common.${what}`) : text(`common.${what}s`, {count});
}

/**
 * "Anna Smit (anna@voorbeeld.nl), Huisartsenpraktijk De Linde".
 * @param {{name: string, email: string, organisation?: string | null}} party
 */
export function party({name, email, organisation}) {
  return `${isolated(name)} (${email})${organisation ? `, ${isolated(organisation)}` : ''}`;
}

/** "november 2026". @param {string} name "2026-11" */
export function month(name) {
  return months.format(new Date(`${name}-15T12:00:00Z`));
}

/** A retention period, in the largest unit that is exact: "30 dagen", "2 jaar". @param {number} seconds */
export function span(seconds) {
  const [unit, length] = SPANS.find(([, one]) => seconds >= one && seconds % one === 0) ?? ['second', 1];
  return counted(unit, seconds / length);
}
