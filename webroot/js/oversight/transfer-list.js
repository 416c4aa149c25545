/**
 * A list of transfers with pages, an order, rows to choose and a CSV file.
 */

import {call} from '../shared/api.js';
import {byId} from '../shared/dom.js';
import {showProblem} from '../shared/errors.js';
import {text} from '../shared/texts.js';
import {chosen, enableBulk, showChoice} from './bulk.js';
import {saveAsCsv} from './csv.js';
import {recallSearch, rememberList, SEARCHED} from '../shared/list-memory.js';
import {transferRow} from './transfer-rows.js';

/** @typedef {import('json').TransferPage} TransferPage */

const LIST = '/api/staff/transfers';
/** The server gives no longer pages. */
const LONGEST = 100;
const MOST_IN_FILE = 1000;

export class TransferList {
  #me;
  #asked;
  #words = '';
  /** Where the page of a search begins; other pages have it in their address. */
  #after = '';

  /** @param {string} me the person's own address @param {() => URLSearchParams} asked the query for the server */
  constructor(me, asked) {
    this.#me = me;
    this.#asked = asked;
    const {words, after} = recallSearch(me);
    this.#words = words;
    this.#after = after;
    enableBulk(() => this.load());
    byId('als-csv').addEventListener('click', () => this.#export());
    byId('volgende').addEventListener('click', (event) => this.#turn(event));
    byId('eerste').addEventListener('click', (event) => this.#turn(event));
    this.#linkOrders();
  }

  /** The words that were searched; empty for none. */
  get words() { return this.#words; }

  async load() {
    try {
      const page = await this.#ask(this.#asked(), this.#words ? this.#after : query().get('after') ?? '');
      this.#show(page);
      rememberList(this.#me, this.#words, this.#after);
      keepWords(this.#words !== '');
    } catch (problem) {
      showProblem(problem);
    }
  }

  /** @param {string} words */
  async search(words) {
    this.#words = words;
    this.#after = '';
    await this.load();
  }

  /** All transfers of the list, up to a bound. @param {Record<string, string>} [narrower] */
  async all(narrower = {}) {
    const items = [];
    const asking = this.#asked();
    Object.entries({...narrower, limit: String(LONGEST)}).forEach(([name, value]) => asking.set(name, value));
    for (let next = /** @type {string | null} */ (''); next !== null && items.length < MOST_IN_FILE;) {
      const page = await this.#ask(asking, next);
      items.push(...page.items);
      next = page.onlyNewest ? null : page.next;
    }
    return items;
  }

  /** @param {URLSearchParams} asking @param {string} after @returns {Promise<TransferPage>} */
  #ask(asking, after) {
    asking.delete('after');
    if (after) {
      asking.set('after', after);
    }
    return this.#words ? call('POST', `${LIST}/search?${asking}`, {q: this.#words}) : call('GET', `${LIST}?${asking}`);
  }

  /** @param {TransferPage} page */
  #show({items, next, onlyNewest}) {
    byId('leeg').hidden = items.length > 0;
    byId('lijst-tabel').hidden = items.length === 0;
    byId('rijen').replaceChildren(...items.map((item) => transferRow(item, this.#me)));
    showChoice(items);
    byId('gevonden').textContent = this.#words
      ? text(next || this.#after ? 'inspectie.foundMore' : 'inspectie.found', {count: items.length}) : '';
    byId('niet-alles').textContent = onlyNewest ? text('inspectie.onlyNewest', {count: onlyNewest}) : '';
    byId('volgende').textContent = text(onlyNewest && next ? 'inspectie.searchOlder' : 'common.next');
    link('volgende', next);
    link('eerste', this.#after || query().has('after') ? '' : null);
  }

  /** Pages of a search are fetched here: their address does not know the words. @param {Event} event */
  #turn(event) {
    if (this.#words) {
      event.preventDefault();
      this.#after = /** @type {HTMLElement} */ (event.currentTarget).dataset.after ?? '';
      this.load();
    }
  }

  #linkOrders() {
    const now = query().get('sort') ?? 'date';
    for (const order of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('[data-sort]'))) {
      const there = query();
      there.delete('after');
      there.set('sort', order.dataset.sort ?? '');
      order.href = `?${there}`;
      const direction = ['date', 'size'].includes(now) ? 'descending' : 'ascending';
      order.closest('th')?.setAttribute('aria-sort', order.dataset.sort === now ? direction : 'none');
    }
  }

  async #export() {
    try {
      const rows = chosen();
      saveAsCsv(rows.length > 0 ? rows : await this.all());
    } catch (problem) {
      showProblem(problem);
    }
  }
}

const query = () => new URLSearchParams(location.search);

/** Tabs, views and orders keep the words of a search. @param {boolean} searched */
function keepWords(searched) {
  const links = document.querySelectorAll('[data-sort], [data-tab], [data-view]');
  links.forEach((other) => { /** @type {HTMLAnchorElement} */ (other).hash = searched ? SEARCHED : ''; });
}

/** @param {string} id @param {string | null} after null if there is no such page; empty for the first */
function link(id, after) {
  const place = /** @type {HTMLAnchorElement} */ (byId(id));
  place.hidden = after === null;
  place.dataset.after = after ?? '';
  const there = query();
  there.delete('after');
  if (after) {
    there.set('after', after);
  }
  place.href = `?${there}`;
}
