/**
 * Undoes the encodings that mail gateways, mail programs and people apply to a link that they pass on.
 */

/** Removes invisible characters, and unifies the forms of the others. @param {string} text */
export function visible(text) {
  const seen = text.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '').normalize('NFKC');
  return seen.replace(/[\u2010-\u2015\u2212]/g, '-');
}

/**
 * Each undoes one encoding, and returns further readings of the text.
 * @type {((text: string) => string[])[]}
 */
export const DECODERS = [
  (text) => [text.replace(/%([0-7][0-9a-f])/gi, fromHex)],
  (text) => [text.replace(/&(amp|num|sol|colon|lowbar|hyphen|#\d{1,6}|#x[0-9a-f]{1,5});/gi,
      (_, name) => entity(name.toLowerCase()))],
  (text) => [text.replace(/=\r?\n/g, '').replace(/=([2-7][0-9a-f])/gi, fromHex)],
  (text) => [text.replace(/\\(?:x|u00)([2-7][0-9a-f])/gi, fromHex)],
  dashes,
  stars,
  base64,
];

/** @param {string} _ the whole match @param {string} hex */
function fromHex(_, hex) {
  return String.fromCharCode(parseInt(hex, 16));
}

/** @param {string} name */
function entity(name) {
  /** @type {Record<string, string>} */
  const named = {amp: '&', num: '#', sol: '/', colon: ':', lowbar: '_', hyphen: '-'};
  const code = name.startsWith('#x') ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return named[name] ?? (code > 0x1f && code < 0xd800 ? String.fromCodePoint(code) : '');
}

/** For gateways that write "-" for the per cent sign and "_" for the slash. @param {string} text */
function dashes(text) {
  return /-(?:3A|2F|23)/i.test(text)
    ? [text.replace(/_/g, '/').replace(/-([2-7][0-9a-f])/gi, fromHex)] : [];
}

/**
 * For gateways that replace characters by "*", and append these, encoded, after two underscores and a semicolon.
 * @param {string} text
 */
function stars(text) {
  return [...text.matchAll(/__(.+)__;([A-Za-z0-9_-]*={0,2})/gs)].map(([, link, replaced]) => {
    const signs = [...(plain(replaced) ?? '')];
    return link.replace(/\*/g, () => signs.shift() ?? '#');
  });
}

/** For gateways that encode the whole address in base64. @param {string} text */
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
