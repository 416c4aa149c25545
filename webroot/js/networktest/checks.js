/**
 * Concludes from the answers to the network test how the network treats documents.
 */

import {duration, size} from '../shared/format.js';
import {text} from '../shared/texts.js';
import {receive, send} from './exchange.js';

const LENGTH = 5_000_000;
const SMALL = 64;
/** Ms: a transfer that takes less says nothing about buffering. */
const TELLING = 3_000;
const CLOCK = 120_000;

/** @typedef {import('./exchange.js').Exchange} Exchange */
/** @typedef {{state: string, words: string}} Finding */

/** Runs the requests one after the other. @returns {Promise<Record<string, Finding>>} what each check found */
export async function runChecks() {
  const post = await send('POST', SMALL);
  const patch = await send('PATCH', SMALL);
  const up = await send('POST', LENGTH);
  const down = await receive();
  return {
    post: arrived(post, SMALL), patch: arrived(patch, SMALL), up: arrived(up, LENGTH), down: arrived(down, LENGTH),
    buffer: buffering(up, down), proxy: proxy([post, patch, up, down]), clock: clock(post),
  };
}

/** @param {Exchange} one @param {number} length @returns {Finding} */
function arrived({status, bytes, took}, length) {
  if (bytes !== length) {
    return {state: 'fail', words: text('test.words-answer', {status: status || text('test.words-none')})};
  }
  return {state: 'ok', words: length === SMALL ? ''
    : text('test.words-up', {size: size(bytes), time: duration(took / 1000), speed: size(bytes / took * 1000)})};
}

/**
 * Something that collects a whole document before it passes it on makes it arrive in a small part of the time that it
 * took to send, or makes the first byte come when nearly all the time has gone.
 * @param {Exchange} up @param {Exchange} down @returns {Finding}
 */
function buffering(up, down) {
  const upwards = up.took > TELLING && up.answer !== null && up.answer.millis < up.took / 4;
  const downwards = down.took > TELLING && down.first > down.took * 3 / 4;
  if (upwards || downwards) {
    return {state: 'odd', words: text('test.words-buffer')};
  }
  return {state: up.answer ? 'ok' : 'unknown', words: up.answer ? text('test.words-noBuffer') : ''};
}

/** @param {Exchange[]} all @returns {Finding} */
function proxy(all) {
  return all.some(({via}) => via) ? {state: 'odd', words: text('test.words-proxy')}
    : {state: 'unknown', words: text('test.words-noProxy')};
}

/** @param {Exchange} post @returns {Finding} */
function clock({began, took, answer}) {
  if (!answer) {
    return {state: 'unknown', words: ''};
  }
  const off = Math.abs(began + took / 2 - new Date(answer.at).getTime());
  return off > CLOCK ? {state: 'odd', words: text('test.words-clock', {time: duration(off / 1000)})}
    : {state: 'ok', words: text('test.words-clockOk')};
}
