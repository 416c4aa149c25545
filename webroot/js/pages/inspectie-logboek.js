/**
 * The page of the audit log.
 */

import {setMoments} from '../oversight/day-filter.js';
import {call} from '../shared/api.js';
import {byId, element} from '../shared/dom.js';
import {beginOf, endOf, moment} from '../shared/format.js';
import {openStaffPage} from '../shared/staff-page.js';
import {cell, row} from '../shared/table.js';
import {keysOf, text} from '../shared/texts.js';

const FIELDS = ['from', 'to', 'action', 'transfer', 'actor', 'subject'];
/** The texts that begin like this are the words of the log for acts; the filter offers all of them. */
const ACTION = 'action-';
const COUNTS = /** @type {const} */ (['times', 'documents', 'found', 'rows']);
/** The filter that finds all lines about a subject. @type {Record<string, string>} */
const FILTERS = {account: 'actor', person: 'subject'};
const query = new URLSearchParams(location.search);

openStaffPage(async () => {
  showFilters();
  const whole = /** @type {HTMLAnchorElement} */ (byId('export'));
  whole.href = `/api/staff/audit/export?${asked(FIELDS)}`;
  /** @type {import('json').AuditPage} */
  const {items, next} = await call('GET', `/api/staff/audit?${asked([...FIELDS, 'before'])}`);
  byId('leeg').hidden = items.length > 0;
  byId('lijst-tabel').hidden = items.length === 0;
  byId('rijen').replaceChildren(...items.map(line));
  link('volgende', next);
  link('eerste', query.has('before') ? '' : null);
});

function showFilters() {
  byId('action').append(...keysOf('inspectie-logboek', ACTION).map((key) =>
      element('option', {value: key.slice(ACTION.length)}, text(`inspectie-logboek.${key}`))));
  for (const name of FIELDS) {
    const field = /** @type {HTMLInputElement} */ (byId(name));
    field.value = query.get(name) ?? '';
  }
  byId('filters').addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = [...new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).entries()];
    location.assign(address(chosen.map(([name, value]) => [name, String(value).trim()])
        .filter(([, value]) => value !== '')));
  });
}

/** The query for the server, with these fields. @param {string[]} names */
function asked(names) {
  const asking = new URLSearchParams([...query].filter(([name, value]) => value && names.includes(name)));
  const end = endOf(asking.get('to'));
  setMoments(asking, beginOf(asking.get('from')), end && new Date(end.getTime() + 1000));
  return asking;
}

/** @param {string} id @param {number | '' | null} before null if there is no such page; empty for the first */
function link(id, before) {
  const place = /** @type {HTMLAnchorElement} */ (byId(id));
  const there = [...query].filter(([name]) => name !== 'before');
  place.hidden = before === null;
  place.href = address(before ? [...there, ['before', String(before)]] : there);
}

/** @param {string[][]} choices */
function address(choices) {
  return `/inspectie/logboek?${new URLSearchParams(choices)}`;
}

/** @param {import('json').AuditLine} item */
function line(item) {
  return row(
      cell(text('inspectie-logboek.when'), moment(item.at)),
      cell(text('inspectie-logboek.action'), text(`inspectie-logboek.action-${item.action}`)),
      cell(text('inspectie-logboek.result'), result(item)),
      cell(text('inspectie-logboek.who'), named(`actor-${item.actor}`, item.actorId, 'actor'), 'rc-file'),
      cell(text('inspectie-logboek.source'), item.source ?? '–', 'rc-file'),
      cell(text('inspectie-logboek.about'), about(item), 'rc-file'));
}

/** @param {import('json').AuditLine} item */
function result(item) {
  const number = COUNTS.filter((unit) => item[unit] !== undefined)
      .map((unit) => `, ${text(`inspectie-logboek.${unit}`, {count: item[unit] ?? ''})}`);
  return text(`inspectie-logboek.result-${item.result}`) + number.join('');
}

/** @param {import('json').AuditLine} item */
function about({transfer, subject, subjectId}) {
  const place = element('span', {});
  if (transfer) {
    place.append(named('subject-transfer', transfer, 'transfer'));
  }
  if (subject) {
    place.append(transfer ? ', ' : '', named(`subject-${subject}`, subjectId, FILTERS[subject] ?? null));
  }
  return place.hasChildNodes() ? place : '–';
}

/**
 * Names something with its id, which links to all other lines about it.
 * @param {string} what
 * @param {string | undefined} id
 * @param {string | null} filter
 */
function named(what, id, filter) {
  const number = id && filter ? element('a', {class: 'utrecht-link', href: address([[filter, id]])}, id) : id ?? '';
  return element('span', {}, text(`inspectie-logboek.${what}`), id ? ' ' : '', number);
}
