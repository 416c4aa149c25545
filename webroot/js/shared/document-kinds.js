/**
 * Describes the result of the content check for a document with content that does not fit its name.
 */

import {hasText, text} from './texts.js';

/** Extensions under which Office opens a page, text or mail, after a question. */
const OFFICE = new Set([
  'doc', 'docx', 'docm', 'odt', 'xls', 'xlsx', 'xlsm', 'ods', 'ppt', 'pptx', 'pps', 'ppsx', 'odp',
]);
const TABLES = new Set(['xls', 'xlsx', 'xlsm', 'ods']);
const OPENED = new Set([
  'web-page', 'web-archive', 'plain-text', 'utf32-text', 'xml', 'email', 'excel-xml', 'office-open', 'dbase', 'lotus',
]);
const TEXTS = new Set(['plain-text', 'utf32-text', 'xml', 'email']);
/** Names in one sentence. */
const MOST_NAMES = 5;

/**
 * @typedef {{name: string, refusal?: string | null, kind: string | null, warning: boolean,
 *   rightExtension: string | null}} CheckedDocument
 */

/** @param {string} name */
function extensionOf(name) {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

/** @param {string | null} kind */
function kindName(kind) {
  const key = `soort.kind-${kind}`;
  return text(hasText(key) ? key : 'soort.kind-unrecognised');
}

/**
 * The warning about a document that is delivered although its content does not fit its name; else empty.
 * @param {CheckedDocument} document @param {boolean} [received] true for the text that the receiver reads
 */
export function contentWarning({name, kind, warning, rightExtension}, received = false) {
  if (!warning) {
    return '';
  }
  if (kind === 'empty') {
    return text(received ? 'soort.warningEmptyReceived' : 'soort.warningEmpty');
  }
  const extension = extensionOf(name);
  const said = [text(received ? 'soort.warningReceived' : 'soort.warning', {extension, kind: kindName(kind)})];
  if (kind === 'office-macros') {
    said.push(text('soort.warningMacros'));
  } else if (OPENED.has(kind ?? '') && OFFICE.has(extension)) {
    said.push(text(TABLES.has(extension) ? 'soort.excel' : 'soort.office'));
  } else if (rightExtension) {
    said.push(text('soort.rename', {name: `${name.slice(0, name.lastIndexOf('.'))}.${rightExtension}`}));
  }
  return said.join(' ');
}

/** The last part of the keys of the texts about a refusal. @param {CheckedDocument} document */
function refusalCase({refusal, kind}) {
  if (refusal === 'unreadable' || refusal === 'infected' || refusal === 'not-scanned') {
    return refusal;
  }
  if (kind === 'sylk' || kind === 'lock-file' || (kind === 'web-page' && refusal !== 'program')) {
    return kind;
  }
  return refusal === 'program' ? 'program' : TEXTS.has(kind ?? '') ? 'text'
    : kind === null || kind === 'unrecognised' ? 'unrecognised' : 'kind';
}

/**
 * The reason for a refusal.
 * @param {CheckedDocument} document
 */
export function refusalReason(document) {
  return text(`soort.why-${refusalCase(document)}`,
      {extension: extensionOf(document.name), kind: kindName(document.kind)});
}

/**
 * The reason for a refusal, and the sender's options on this device.
 * @param {CheckedDocument} document
 */
export function refusalAdvice(document) {
  const found = refusalCase(document);
  const phone = `soort.do-${found}-phone`;
  const what = matchMedia('(pointer: coarse)').matches && hasText(phone) ? text(phone) : text(`soort.do-${found}`);
  return text('soort.refused', {why: refusalReason(document), what});
}

/** The first names, and the number of the others. @param {string[]} names */
export function joinNames(names) {
  const first = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES ? text('soort.more', {names: first, count: names.length - MOST_NAMES}) : first;
}
