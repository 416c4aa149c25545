/** The digits of the scripts that people here have on their keyboards. */
const DIGITS = new Map(['arab', 'arabext', 'deva', 'beng', 'guru', 'tamldec', 'thai', 'mymr'].flatMap((numberingSystem) =>
  [...new Intl.NumberFormat('en', {numberingSystem, useGrouping: false}).format(9_876_543_210)]
      .map((digit, index) => /** @type {[string, string]} */ ([digit, String(9 - index)]))));

/**
 * The six digits of a code, out of what was typed or pasted: the digits alone, with blanks or hyphens in between, or the whole text message around
 * them. Empty when there are none; fewer while somebody is typing.
 * @param {string} typed
 */
export function parseCode(typed) {
  const text = ascii(typed);
  const bound = /#(\d{6})(?!\d)/.exec(text); // the last line of our messages, whatever other numbers stand above
  const whole = bound ?? /(?<!\d)(\d{6})(?!\d)/.exec(text) ?? /(?<!\d)(\d{3}[ -]\d{3}|\d{2}[ -]\d{2}[ -]\d{2})(?!\d)/.exec(text);
  return (whole ? whole[1] : text).replace(/\D/g, '').slice(0, 6);
}

/** With the digits of a reader's own script as ours, and without what nobody sees. @param {string} typed */
function ascii(typed) {
  return [...typed.normalize('NFKC').replace(/\p{Cf}/gu, '').replace(/\s/gu, ' ').replace(/[\u2010-\u2015\u2212]/g, '-')]
      .map((character) => DIGITS.get(character) ?? character).join('');
}
