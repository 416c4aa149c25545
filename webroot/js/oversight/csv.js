/**
 * A list of transfers as a CSV file.
 */

import {saveCsv} from '../shared/csv-file.js';
import {moment} from '../shared/format.js';
import {text} from '../shared/texts.js';
import {stateOf} from './transfer-rows.js';

const COLUMNS = ['number', 'kind', 'state', 'organisation', 'name', 'email', 'reference', 'began', 'delivered',
  'downloaded', 'end', 'documents', 'bytes'];

/** @param {import('json').TransferLine} item */
function cells(item) {
  const {name, email, organisation} = item.kind === 'sent' ? {...item.contact, organisation: ''} : item.sender;
  return [item.number, text(`inspectie.kind-${item.kind}`), stateOf(item), organisation ?? '', name, email,
    item.reference ?? '', moment(item.createdAt), moment(item.deliveredAt), moment(item.downloadedAt),
    moment(item.due?.until ?? item.expiresAt), item.documentCount, item.size];
}

/** Saves the transfers. @param {import('json').TransferLine[]} items */
export function saveAsCsv(items) {
  saveCsv(text('inspectie.csvName'), [COLUMNS.map((column) => text(`inspectie.csv-${column}`)), ...items.map(cells)]);
}
