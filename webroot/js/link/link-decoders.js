/**
 * Undoes the ways in which mail gateways, mail programs and people write a link that they hand on; for the reader of links.
 * @module
 */

/** RefusedConsent what nobody sees, and with one form of each sign. @param {string} text */
export function visible(text) {
  return text.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '').normalize('NFKC').replace(/[\u2010-\u2015\u2212]/g, '-');
}

/** Each undoes one way of writing; what it answers are further readings of the text. @type {((text: string) => string[])[]} */
export const DECODERS = [
  (text) => [text.replace(/%([0-7][0-9a-f])/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)))],
  (text) => [text.replace(/&(amp|num|sol|colon|lowbar|hyphen|#\d{1,6}|#x[0-9a-f]{1,5});/gi, (_, name) => entity(name.toLowerCase()))],
  (text) => [text.replace(/=\r?\n/g, '').replace(/=([2-7][0-9a-f])/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)))],
  (text) => [text.replace(/\\(?:x|u00)([2-7][0-9a-f])/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)))],
  dashes,
  stars,
  base64,
];

/** @param {string} name */
function entity(name) {
  const named = /** @type {Record<string, string>} */ ({amp: '&', num: '#', sol: '/', colon: ':', lowbar: '_', hyphen: '-'});
  const code = name.startsWith('#x') ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return named[name] ?? (code > 0x1f && code < 0xd800 ? String.fromCodePoint(code) : '');
}

/** Gateways that write "-" for the per cent sign and "_" for the slash. @param {string} text */
function dashes(text) {
  return /-(?:3A|2F|23)/i.test(text)
    ? [text.replace(/_/g, '/').replace(/-([2-7][0-9a-f])/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)))] : [];
}

/** Gateways that write "*" for what they replaced, and after two underscores and a semicolon what that was. @param {string} text */
function stars(text) {
  return [...text.matchAll(/__(.+)__;([A-Za-z0-9_-]*={0,2})/gs)].map(([, link, replaced]) => {
    const signs = [...(plain(replaced) ?? '')];
    return link.replace(/\*/g, () => signs.shift() ?? '#');
  });
}

/** Gateways that put the whole address in base64. @param {string} text */
function base64(text) {
  return (text.match(/[A-Za-z0-9+/_-]{80,}/g) ?? []).flatMap((run) => [run, run.slice(run.indexOf('aHR0c'))])
      .map(plain).filter((found) => found !== null && /^[ -~\s]*$/.test(found)).map(String);
}

/** @param {string} encoded @returns {string | null} */
function plain(encoded) {
  try {
    return atob(encoded.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, ''));
  } catch {
    return null;
  }
}
