/**
 * The one reader of mailed links, pasted or opened. Mail gateways, mail programs and people wrap a link, encode it, break it and add to it; a link that is
 * whole in there is found. What is found is only ever opened on this very site.
 * @module
 */

/** @typedef {{page: string, id: string, secret: string}} Link */

/** So often a text is decoded: gateways stand in a row, and each encodes what the one before it made. */
const ROUNDS = 6;
/** No more readings of one text than this, whatever is pasted. */
const MOST = 200;
const LONGEST = 100_000;
/** A line that is broken leaves these between the letters. With more breaks than this it is not one link but words that follow each other. */
const GAP = '[\\s=>|\\\\]*';
const MOST_GAPS = 6;
const HASH = '(?:#|%(?:25)*23|=23|&(?:amp;)*(?:num|#35|#x23);)';
const PAGES = ['verstuur', 'ontvang', 'rapportage'];
/** What stands before a link on its own line; more of it is not looked at. */
const HOST = new RegExp(`([\\p{L}\\p{N}.:-]+)${GAP}/+${GAP}$`, 'u');
const HOST_WITHIN = 300;
/** First as it is, then broken over lines, then with quoted-printable's "=" that some programs leave behind. */
const LINKS = [pattern('', ''), pattern(GAP, ''), pattern(GAP, '(?:=?3D)?')];

/** @param {string} gap @param {string} equals */
function pattern(gap, equals) {
  const letters = (/** @type {number} */ count) => `((?:[A-Za-z0-9_-]${gap}){${count - 1}}[A-Za-z0-9_-])`;
  const page = PAGES.map((name) => [...name].join(gap)).join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(${page})${gap}/[/\\s]*${equals}${letters(22)}${gap}/?${gap}${HASH}${gap}${equals}${letters(43)}${equals}(?![A-Za-z0-9])`, 'giu');
}

/**
 * @param {string} text whatever holds the link: an address, a part of a mail
 * @param {string[]} hosts by which this site is known
 * @returns {Link | null} null when no whole link of this site is in it
 */
export function readLink(text, hosts) {
  const readings = new Set([visible(text.slice(0, LONGEST))]);
  let newest = [...readings];
  for (let round = 0; round <= ROUNDS && newest.length > 0; round++) {
    for (const reading of newest) {
      const link = find(reading, hosts);
      if (link) {
        return link;
      }
    }
    const next = newest.flatMap((reading) => DECODERS.flatMap((decode) => decode(reading))).map(visible);
    newest = [...new Set(next)].filter((reading) => !readings.has(reading)).slice(0, MOST - readings.size);
    newest.forEach((reading) => readings.add(reading));
  }
  return null;
}

/** @param {string} reading @param {string[]} hosts @returns {Link | null} */
function find(reading, hosts) {
  for (const pattern of LINKS) {
    for (const {0: whole, 1: page, 2: id, 3: secret, index} of reading.matchAll(pattern)) {
      const host = HOST.exec(reading.slice(Math.max(0, index - HOST_WITHIN), index))?.[1];
      const ours = host === undefined || hosts.some((known) => forms(host).includes(known.toLowerCase()));
      const gaps = whole.match(/[\s=>|\\]+/g)?.length ?? 0;
      if (ours && gaps <= MOST_GAPS) {
        return {page: joined(page).toLowerCase(), id: joined(id), secret: joined(secret)};
      }
    }
  }
  return null;
}

/** The host with and without its port, and without the "www." that people put before it. @param {string} host */
function forms(host) {
  const lower = host.toLowerCase().replace(/^:+/, '').replace(/^www\./, '');
  return [lower, lower.replace(/:\d+$/, '')];
}

/** @param {string} text */
function joined(text) {
  return text.replace(/[^A-Za-z0-9_-]/g, '');
}

/** Without what nobody sees, and with one form of each sign. @param {string} text */
function visible(text) {
  return text.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '').normalize('NFKC').replace(/[\u2010-\u2015\u2212]/g, '-');
}

/** Each undoes one way of writing; what it answers are further readings of the text. @type {((text: string) => string[])[]} */
const DECODERS = [
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
