/**
 * Draws the icons that cannot be SVG, from img/logo.svg: favicon.ico for old browsers and feeds, and the icon of a phone's
 * home screen. The build runs it.
 */

import {readFileSync, writeFileSync, mkdirSync} from 'node:fs';
import {createRequire} from 'node:module';
import {initWasm, Resvg} from '@resvg/resvg-wasm';

const FOLDER = 'icons';
const ICO_SIZES = [16, 32, 48];
const HOME_SCREEN = 180;
/** Bytes of the head of an ICO file, and of each entry. */
const HEAD = 6;
const ENTRY = 16;

await initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
const logo = readFileSync('../../webroot/img/logo.svg', 'utf8');
mkdirSync(FOLDER, {recursive: true});
writeFileSync(`${FOLDER}/favicon.ico`, ico(ICO_SIZES.map((size) => [size, png(size)])));
// Phones round the corners themselves and show transparent ones black.
writeFileSync(`${FOLDER}/apple-touch-icon.png`, png(HOME_SCREEN, '#ffffff'));

function png(size, background) {
  return new Resvg(logo, {fitTo: {mode: 'width', value: size}, background}).render().asPng();
}

/** An ICO file of PNG pictures, smallest first. */
function ico(pictures) {
  const head = Buffer.alloc(HEAD + ENTRY * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(([size, bytes], place) => {
    const at = HEAD + ENTRY * place;
    head.writeUInt8(size, at);
    head.writeUInt8(size, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(bytes.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += bytes.length;
  });
  return Buffer.concat([head, ...pictures.map(([, bytes]) => bytes)]);
}
