/**
 * Files of comma-separated values that spreadsheets open as text.
 */

/** A spreadsheet evaluates a cell that begins with one of these. */
const FORMULA = /^[\s]*[=+\-@\t\r|%]/u;
/** Milliseconds until the browser has surely begun to save. */
const SAVED = 60_000;

/** Quotes a cell and makes a formula text. @param {string | number} value */
export function csvCell(value) {
  const written = String(value);
  return `"${(FORMULA.test(written) ? `'${written}` : written).replaceAll('"', '""')}"`;
}

/**
 * Saves a table. Excel reads UTF-8 by its mark.
 * @param {string} name of the file; the day of today is added @param {(string | number)[][]} lines
 */
export function saveCsv(name, lines) {
  const written = lines.map((line) => line.map(csvCell).join(';')).join('\r\n');
  const address = URL.createObjectURL(new Blob([`\uFEFF${written}\r\n`], {type: 'text/csv;charset=utf-8'}));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}-${new Date().toISOString().slice(0, 10)}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), SAVED);
}
