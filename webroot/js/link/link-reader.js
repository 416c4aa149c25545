/**
 * Reads mailed links, pasted or opened. Mail gateways, mail programs and people wrap a link, encode it, break it and
 * add to it; a link that is still complete is found. It is only ever opened on this site.
 */

import {DECODERS, visible} from './link-decoders.js';

/** @typedef {{page: string, id: string, secret: string}} Link */

/** Rounds of decoding: several gateways in a row each encode the link. */
const ROUNDS = 6;
/** Bounds of the work for any pasted text: readings of one text, and its length. */
const MOST = 200;
const LONGEST = 100_000;
/** Line breaks leave these between the letters. A match with more than MOST_GAPS is no link but separate words. */
const GAP = '[\\s=>|\\\\]*';
const GAPS = /[\s=>|\\]+/g;
const MOST_GAPS = 6;
const HASH = '(?:#|%(?:25)*23|=23|&(?:amp;)*(?:num|#35|#x23);)';
const PAGES = ['verstuur', 'ontvang', 'rapportage', 'toevoegen'];
/** The host before a link, searched in so many characters. */
const HOST = new RegExp(`([\\p{L}\\p{N}.:-]+)${GAP}/+${GAP}$`, 'u');
const HOST_WITHIN = 300;
/**
 * The plain form, the form broken over lines, and that with the "=" of quoted-printable which some programs leave
 * behind.
 */
const LINKS = [pattern('', ''), pattern(GAP, ''), pattern(GAP, '(?:=?3D)?')];

/** @param {string} gap @param {string} equals */
function pattern(gap, equals) {
  const letters = (/** @type {number} */ count) => `((?:[A-Za-z0-9_-]${gap}){${count - 1}}[A-Za-z0-9_-])`;
  const page = PAGES.map((name) => [...name].join(gap)).join('|');
  const id = `${equals}${letters(22)}${gap}/?`;
  const parts = `(${page})${gap}/[/\\s]*${id}${gap}${HASH}${gap}${equals}${letters(43)}${equals}`;
  return new RegExp(`(?<![\\p{L}\\p{N}])${parts}(?![A-Za-z0-9])`, 'giu');
}

/** The address of its page. @param {Link} link */
export function addressOf({page, id, secret}) {
  return `/${page}/${id}#${secret}`;
}

/** The hosts of this site: the one that served the page, and those that the page names: the public and the former one. */
export function ourHosts() {
  const {host, former} = /** @type {HTMLElement | null} */ (document.querySelector('[data-host]'))?.dataset ?? {};
  return [location.host, ...[host, former].filter(Boolean).map((named) => new URL(String(named)).host)];
}

/**
 * Takes the link out of this page's own address, wherever a gateway has put its secret. The secret leaves the address
 * bar, the history and the next requests at once.
 * @returns {Link | null} null if the address holds none
 */
export function takeLink() {
  const {pathname, search, hash} = location;
  const link = readLink(pathname + search + hash, ourHosts());
  const clean = /^\/[a-z-]+\/[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])/.exec(pathname)?.[0] ?? pathname.replace(/%.*$/s, '');
  if (link || hash || clean !== pathname) {
    history.replaceState(history.state, '', link ? `/${link.page}/${link.id}` : clean + search);
  }
  return link;
}

/**
 * @param {string} text that holds the link: an address, a part of a mail
 * @param {string[]} hosts by which this site is known
 * @returns {Link | null} null if it holds no complete link of this site
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
  for (const form of LINKS) {
    for (const {0: whole, 1: page, 2: id, 3: secret, index} of reading.matchAll(form)) {
      const before = reading.slice(Math.max(0, index - HOST_WITHIN), index);
      const ours = isOurs(before, hosts) || isOurs(before.replace(GAPS, ''), hosts);
      const gaps = whole.match(GAPS)?.length ?? 0;
      if (ours && gaps <= MOST_GAPS) {
        return {page: joined(page).toLowerCase(), id: joined(id), secret: joined(secret)};
      }
    }
  }
  return null;
}

/** @param {string} before the link @param {string[]} hosts */
function isOurs(before, hosts) {
  const host = HOST.exec(before)?.[1] ?? '';
  return !/[.:]/.test(host) || hosts.some((known) => forms(host).includes(known.toLowerCase()));
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
