/**
 * The one reader of mailed links, pasted or opened. Mail gateways, mail programs and people wrap a link, encode it, break it and add to it; a link
 * that is whole in there is found. What is found is only ever opened on this very site.
 * @module
 */

import {DECODERS, visible} from './link-decoders.js';

/** @typedef {{page: string, id: string, secret: string}} Link */

/** Rounds of decoding: gateways stand in a row, and each encodes what the one before it made. */
const ROUNDS = 6;
/** No more readings of one text than this, whatever is pasted. */
const MOST = 200;
const LONGEST = 100_000;
/** A line that is broken leaves these between the letters. With more breaks than this it is not one link but words that follow each other. */
const GAP = '[\\s=>|\\\\]*';
const GAPS = /[\s=>|\\]+/g;
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
  const parts = `(${page})${gap}/[/\\s]*${equals}${letters(22)}${gap}/?${gap}${HASH}${gap}${equals}${letters(43)}${equals}`;
  return new RegExp(`(?<![\\p{L}\\p{N}])${parts}(?![A-Za-z0-9])`, 'giu');
}

/** Where a link is opened. @param {Link} link */
export function addressOf({page, id, secret}) {
  return `/${page}/${id}#${secret}`;
}

/** The hosts of this site: the one that the page came from, and the public one where the page names it. */
export function ourHosts() {
  const named = /** @type {HTMLElement | null} */ (document.querySelector('[data-host]'))?.dataset.host;
  return named ? [location.host, new URL(named).host] : [location.host];
}

/**
 * The link in this page's own address, wherever a gateway has put its secret. The address is cleared at once: nothing of it stays in the address
 * bar, the history, or in what the browser asks for next.
 * @returns {Link | null}
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
