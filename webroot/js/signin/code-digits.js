/**
 * Finds the six digits of a code in typed or pasted text.
 */

/** The digits of scripts on keyboards in the Netherlands. */
const SYSTEMS = ['arab', 'arabext', 'deva', 'beng', 'guru', 'tamldec', 'thai', 'mymr'];
const DIGITS = new Map(SYSTEMS.flatMap((numberingSystem) =>
  [...new Intl.NumberFormat('en', {numberingSystem, useGrouping: false}).format(9_876_543_210)]
      .map((digit, index) => /** @type {[string, string]} */ ([digit, String(9 - index)]))));

/**
 * Accepts the digits alone, with blanks or hyphens in between, and the whole text message around them. Returns fewer
 * digits during typing, and an empty text if there are none.
 * @param {string} typed
 */
export function parseCode(typed) {
  const text = ascii(typed);
  const bound = /#(\d{6})(?!\d)/.exec(text); // the last line of the portal's messages; other numbers may stand above it
  const whole = bound ?? /(?<!\d)(\d{6})(?!\d)/.exec(text)
    ?? /(?<!\d)(\d{3}[ -]\d{3}|\d{2}[ -]\d{2}[ -]\d{2})(?!\d)/.exec(text);
  return (whole ? whole[1] : text).replace(/\D/g, '').slice(0, 6);
}

/** Turns the digits of other scripts into ASCII, and removes invisible characters. @param {string} typed */
function ascii(typed) {
  const unified = typed.normalize('NFKC').replace(/\p{Cf}/gu, '').replace(/\s/gu, ' ');
  return [...unified.replace(/[\u2010-\u2015\u2212]/g, '-')]
      .map((character) => DIGITS.get(character) ?? character).join('');
}
