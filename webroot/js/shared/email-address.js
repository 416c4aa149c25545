/**
 * Checks email addresses during typing; the server decides about them.
 */

/** Domains of private mail in the Netherlands, most used first. */
const COMMON = ['gmail.com', 'hotmail.com', 'outlook.com', 'ziggo.nl', 'live.nl', 'kpnmail.nl', 'icloud.com',
  'hotmail.nl', 'outlook.nl', 'yahoo.com', 'xs4all.nl', 'planet.nl', 'home.nl', 'hetnet.nl', 'upcmail.nl'];
/** Domains that exist, so they are no typing errors for those above. */
const EXISTING = new Set([...COMMON, 'mail.com', 'email.com', 'ymail.com', 'live.com', 'gmx.com', 'yahoo.nl', 'me.com',
  'rome.nl', 'hey.com', 'hotmail.be', 'outlook.be', 'live.be']);

/** True if it has an at sign. @param {string} address */
export function looksLikeEmail(address) {
  return /[@\uFF20]/.test(address);
}

/**
 * The address that was probably meant, or null if it may be right.
 * @param {string} address
 */
export function correctAddress(address) {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).toLowerCase();
  if (at < 1 || EXISTING.has(domain)) {
    return null;
  }
  const near = COMMON.find((known) => distance(domain, known) <= (known.length > 8 ? 2 : 1));
  return near ? `${address.slice(0, at)}@${near}` : null;
}

/** The edit distance: letters to add, remove, change or swap with a neighbour. @param {string} a @param {string} b */
function distance(a, b) {
  const rows = [Array.from({length: b.length + 1}, (_, column) => column)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = swap ? rows[i - 2][j - 2] + 1 : changed;
      row.push(Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, changed, swapped));
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}
