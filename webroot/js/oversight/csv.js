/**
 * A list of transfers as a CSV file that spreadsheets open as text.
 */

import {moment} from '../shared/format.js';
import {text} from '../shared/texts.js';
import {stateOf} from './transfer-rows.js';

/** A spreadsheet evaluates a cell that begins with one of these. */
const FORMULA = /^[\s]*[=+\-@\t\r|%]/u;
const COLUMNS = ['number', 'kind', 'state', 'organisation', 'name', 'email', 'reference', 'began', 'delivered',
  'downloaded', 'end', 'documents', 'bytes'];
/** Milliseconds until the browser has surely begun to save. */
const SAVED = 60_000;

/** Quotes a cell and makes a formula text. @param {string | number} value */
export function csvCell(value) {
  const written = String(value);
  return `"${(FORMULA.test(written) ? `'${written}` : written).replaceAll('"', '""')}"`;
}

/** @param {import('json').TransferLine} item */
function cells(item) {
  const {name, email, organisation} = item.kind === 'sent' ? {...item.contact, organisation: ''} : item.sender;
  return [item.number, text(`inspectie.kind-${item.kind}`), stateOf(item), organisation ?? '', name, email,
    item.reference ?? '', moment(item.createdAt), moment(item.deliveredAt), moment(item.downloadedAt),
    moment(item.due?.until ?? item.expiresAt), item.documentCount, item.size];
}

/** Saves the transfers. Excel reads UTF-8 by its mark. @param {import('json').TransferLine[]} items */
export function saveAsCsv(items) {
  const lines = [COLUMNS.map((column) => text(`inspectie.csv-${column}`)), ...items.map(cells)]
      .map((line) => line.map(csvCell).join(';'));
  const address = URL.createObjectURL(new Blob([`\uFEFF${lines.join('\r\n')}\r\n`], {type: 'text/csv;charset=utf-8'}));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${text('inspectie.csvName')}-${new Date().toISOString().slice(0, 10)}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), SAVED);
}
