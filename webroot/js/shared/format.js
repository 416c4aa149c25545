import {isolated, text} from './texts.js';

const locale = text('common.locale');
const zone = 'Europe/Amsterdam';
const dates = new Intl.DateTimeFormat(locale, {dateStyle: 'long', timeZone: zone});
const times = new Intl.DateTimeFormat(locale, {hour: '2-digit', minute: '2-digit', hour12: false, timeZone: zone});
const fields = new Intl.DateTimeFormat('sv-SE', {timeZone: zone}); // as a date field has it
const months = new Intl.DateTimeFormat(locale, {month: 'long', year: 'numeric', timeZone: zone});
const UNITS = ['kB', 'MB', 'GB', 'TB'];
/** A year as the configuration has it. @type {['year' | 'day' | 'hour' | 'minute', number][]} */
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

/** "12 november 2026". @param {string} iso a day, or a moment of which only the day matters */
export function day(iso) {
  return dates.format(new Date(iso.includes('T') ? iso : `${iso}T12:00:00Z`));
}

/** The first moment of a day as a field has it, "2026-11-12", here and wherever the browser is; null when it is none. @param {string | null} field */
export function beginOf(field) {
  return momentOn(field, '00:00:00', ['+02:00', '+01:00']);
}

/** The last second of it. @param {string | null} field */
export function endOf(field) {
  return momentOn(field, '23:59:59', ['+01:00', '+02:00']);
}

/** Of summer and winter time the one that does not lead to another day. @param {string | null} field @param {string} time @param {string[]} offsets */
function momentOn(field, time, offsets) {
  return offsets.map((offset) => new Date(`${field}T${time}${offset}`))
      .find((date) => !Number.isNaN(date.getTime()) && fields.format(date) === field) ?? null;
}

/** Bytes as people say them, in steps of a thousand: "1,5 MB". @param {number} bytes */
export function size(bytes) {
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  const shown = unit === 0 && bytes > 0 ? Math.max(1, value) : value;
  return `${shown.toLocaleString(locale, {maximumFractionDigits: digits})} ${UNITS[unit]}`;
}

/** Rounded up and coarse: a time that jumps about helps nobody. @param {number} seconds */
export function duration(seconds) {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 60) {
    return counted('second', whole > 10 ? Math.ceil(whole / 5) * 5 : whole);
  }
  const minutes = Math.ceil(whole / 60);
  return minutes < 90 ? counted('minute', minutes) : counted('hour', Math.round(minutes / 60));
}

/** "1 document", "3 documenten". @param {'second' | 'minute' | 'hour' | 'day' | 'year' | 'document'} what @param {number} count */
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

/** How long something is kept, in the largest unit that says it exactly: "30 dagen", "2 jaar". @param {number} seconds */
export function span(seconds) {
  const [unit, length] = SPANS.find(([, one]) => seconds >= one && seconds % one === 0) ?? ['second', 1];
  return counted(unit, seconds / length);
}
