/**
 * Draws the list of documents and the totals above it, at most four times a second.
 */

import {byId, markLong} from '../../shared/dom.js';
import {duration, size} from '../../shared/format.js';
import {text} from '../../shared/texts.js';
import {DocumentRow} from './document-row.js';
import {describeConnection} from './wait-reasons.js';

const WORDS = {checking: 'verstuur.checking', done: 'verstuur.totalDone'};

export class DocumentList {
  /** @type {Map<import('../item.js').Item, DocumentRow>} */
  #rows = new Map();
  #queue;
  #actions;
  #words;
  #list = byId('lijst');
  #scheduled = false;

  /**
   * @param {import('../queue.js').Queue} queue @param {import('./document-row.js').Actions} actions
   * @param {import('./document-row.js').Words} [words]
   */
  constructor(queue, actions, words = WORDS) {
    this.#queue = queue;
    this.#actions = actions;
    this.#words = words;
    queue.addEventListener('change', () => this.#schedule());
    // While the network is away the seconds until the next try count down.
    setInterval(() => queue.items.some(({state}) => state === 'offline') && this.#schedule(), 1000);
    this.draw();
  }

  #schedule() {
    if (!this.#scheduled) {
      this.#scheduled = true;
      setTimeout(() => this.draw(), 250);
    }
  }

  draw() {
    this.#scheduled = false;
    const items = this.#queue.items;
    const here = new Set(items);
    for (const [item, row] of this.#rows) {
      if (!here.has(item)) {
        row.node.remove();
        this.#rows.delete(item);
      }
    }
    markLong(this.#list, items.length);
    items.forEach((item, place) => {
      const row = this.#row(item);
      row.update();
      // The server's order, in which documents were chosen, may differ from the order in which this page learned of
      // them.
      if (this.#list.children[place] !== row.node) {
        this.#list.insertBefore(row.node, this.#list.children[place] ?? null);
      }
    });
    this.#list.hidden = items.length === 0;
    this.#drawTotal(items);
  }

  /** @param {import('../item.js').Item} item */
  #row(item) {
    let row = this.#rows.get(item);
    if (!row) {
      row = new DocumentRow(item, this.#actions, this.#words);
      this.#rows.set(item, row);
      this.#list.append(row.node);
    }
    return row;
  }

  /** @param {import('../item.js').Item[]} items */
  #drawTotal(items) {
    const counting = items.filter(({state}) => state !== 'refused');
    byId('totaal').hidden = counting.length === 0;
    byId('alles-weg').hidden = items.length < 2;
    const whole = counting.reduce((sum, item) => sum + item.size, 0);
    const held = counting.reduce((sum, item) => sum + item.offset, 0);
    const speed = counting.reduce((sum, item) => sum + (item.speed ?? 0), 0);
    const done = counting.filter((item) => item.arrived).length;
    const bar = /** @type {HTMLProgressElement} */ (byId('totaal-balk'));
    bar.value = whole === 0 ? 0 : Math.floor((held / whole) * 1000) / 10;
    bar.hidden = done === counting.length;
    const refused = items.length - counting.length;
    put('totaal-aantal', [done === counting.length ? text(refused ? 'verstuur.totalDoneRest' : this.#words.done)
      : text('verstuur.totalReceived', {done, count: counting.length}),
    refused ? text('verstuur.totalRefused', {count: refused}) : ''].filter(Boolean).join(' '));
    const parts = [text('verstuur.totalOf', {done: size(held), size: size(whole)})];
    if (speed > 0 && held < whole) {
      parts.push(text('verstuur.totalLeft', {time: duration((whole - held) / speed)}));
    }
    const {words, experts} = describeConnection(items, this.#queue.network);
    // Bytes in transit may be lost, so no figures are shown until the server has reported its offset.
    put('totaal-tekst', done === counting.length ? size(whole) : words ? '' : parts.join(', '));
    put('verbinding', words);
    put('verbinding-beheer', experts);
  }
}

/** @param {string} id @param {string} words */
function put(id, words) {
  const place = byId(id);
  if (place.textContent !== words) {
    place.textContent = words;
  }
}
