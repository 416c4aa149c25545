/**
 * The code in which somebody reads the outcome of the network test to us: seven checks in two bits each, behind a sign
 * that tells these codes from numbers of transfers, and a check sign at the end.
 */

export const CHECKS = ['post', 'patch', 'up', 'down', 'buffer', 'proxy', 'clock'];
const STATES = ['ok', 'fail', 'odd', 'unknown'];
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const FIRST = 'T';
/** Signs of five bits for the fourteen bits of the checks. */
const BODY = 3;

/** @typedef {Record<string, string>} Outcome the state of each check */

/** "T0A3-X". @param {Outcome} outcome */
export function encode(outcome) {
  const bits = CHECKS.reduce((sum, name) => sum * 4 + STATES.indexOf(outcome[name] ?? 'unknown'), 0);
  const signs = Array.from({length: BODY}, (_, place) => SIGNS[bits >> 5 * (BODY - 1 - place) & 31]).join('');
  return `${FIRST}${signs}-${checkSign(FIRST + signs)}`;
}

/** @param {string} typed @returns {Outcome | null} null if it is no code of this test */
export function decode(typed) {
  const code = typed.toUpperCase().replace(/[^0-9A-Z]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const signs = code.slice(0, -1);
  if (code.length !== BODY + 2 || code[0] !== FIRST || /[^0-9A-HJKMNP-TV-Z]/.test(code)
      || checkSign(signs) !== code[BODY + 1]) {
    return null;
  }
  const bits = [...signs.slice(1)].reduce((sum, sign) => sum * 32 + SIGNS.indexOf(sign), 0);
  return Object.fromEntries(CHECKS.map((name, place) =>
    [name, STATES[bits >> 2 * (CHECKS.length - 1 - place) & 3] ?? 'unknown']));
}

/** Each place has a weight of its own, so that an exchange of two signs is found. @param {string} signs */
function checkSign(signs) {
  return SIGNS[[...signs].reduce((sum, sign) => doubled(sum ^ SIGNS.indexOf(sign)), 0)];
}

/** Multiplies by 2 in GF(32). @param {number} element */
function doubled(element) {
  return element & 16 ? element << 1 ^ 0b100101 : element << 1;
}
