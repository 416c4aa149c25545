import {hasText, text} from './texts.js';

/** Names under which Office opens the page, text or mail that is inside, after a question. */
const OFFICE = new Set([
  'doc', 'docx', 'docm', 'odt', 'xls', 'xlsx', 'xlsm', 'ods', 'ppt', 'pptx', 'pps', 'ppsx', 'odp',
]);
const TABLES = new Set(['xls', 'xlsx', 'xlsm', 'ods']);
const OPENED = new Set([
  'web-page', 'web-archive', 'plain-text', 'utf32-text', 'xml', 'email', 'excel-xml', 'office-open', 'dbase', 'lotus',
]);
const TEXTS = new Set(['plain-text', 'utf32-text', 'xml', 'email']);
/** Names in a sentence are cut off after so many. */
const NAMED = 5;

/** @typedef {{name: string, refusal?: string | null, kind: string | null, warning: boolean,
 *   rightExtension: string | null}} CheckedDocument */

/** @param {string} name */
function extensionOf(name) {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

/** @param {string | null} kind */
function words(kind) {
  const key = `soort.kind-${kind}`;
  return text(hasText(key) ? key : 'soort.kind-unrecognised');
}

/**
 * What is to be said of a document that is delivered although it is something else; empty when nothing is.
 * @param {CheckedDocument} document @param {boolean} [received] said to whoever gets it
 */
export function contentWarning({name, kind, warning, rightExtension}, received = false) {
  if (!warning) {
    return '';
  }
  if (kind === 'empty') {
    return text(received ? 'soort.warningEmptyReceived' : 'soort.warningEmpty');
  }
  const extension = extensionOf(name);
  const said = [text(received ? 'soort.warningReceived' : 'soort.warning', {extension, kind: words(kind)})];
  if (kind === 'office-macros') {
    said.push(text('soort.warningMacros'));
  } else if (OPENED.has(kind ?? '') && OFFICE.has(extension)) {
    said.push(text(TABLES.has(extension) ? 'soort.excel' : 'soort.office'));
  } else if (rightExtension) {
    said.push(text('soort.rename', {name: `${name.slice(0, name.lastIndexOf('.'))}.${rightExtension}`}));
  }
  return said.join(' ');
}

/** Which of the cases a refusal is. @param {CheckedDocument} document */
function refusalCase({refusal, kind}) {
  if (refusal === 'unreadable') {
    return 'unreadable';
  }
  if (kind === 'sylk' || kind === 'lock-file' || (kind === 'web-page' && refusal !== 'program')) {
    return kind;
  }
  return refusal === 'program' ? 'program' : TEXTS.has(kind ?? '') ? 'text'
    : kind === null || kind === 'unrecognised' ? 'unrecognised' : 'kind';
}

/** @param {CheckedDocument} document */
export function refusalReason(document) {
  return text(`soort.why-${refusalCase(document)}`, {extension: extensionOf(document.name), kind: words(document.kind)});
}

/** Why a document is not taken, and what can be done on this device. @param {CheckedDocument} document */
export function refusalAdvice(document) {
  const found = refusalCase(document);
  const phone = `soort.do-${found}-phone`;
  const what = matchMedia('(pointer: coarse)').matches && hasText(phone) ? text(phone) : text(`soort.do-${found}`);
  return text('soort.refused', {why: refusalReason(document), what});
}

/** The names of some, and how many there are besides. @param {string[]} names */
export function joinNames(names) {
  const first = names.slice(0, NAMED).join(', ');
  return names.length > NAMED ? text('soort.more', {names: first, count: names.length - NAMED}) : first;
}
