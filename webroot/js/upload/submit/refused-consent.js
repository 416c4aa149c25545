import {confirmed} from '../../shared/confirm.js';
import {listed} from '../../shared/document-kinds.js';
import {text} from '../../shared/texts.js';

/** @typedef {import('../item.js').Item} Item */

/** Nothing is left behind without a question: what is refused is named, once, before the rest goes. */
export class Without {
  /** @type {Set<Item>} */
  #agreed = new Set();

  /** Whether something is refused that nobody has been asked about. @param {Item[]} items */
  isNews(items) {
    return this.#news(items).length > 0;
  }

  /** @param {Item[]} items @returns {Promise<boolean>} whether the rest may go */
  async agreed(items) {
    const news = this.#news(items);
    if (news.length === 0) {
      return true;
    }
    const all = items.filter(({state}) => state === 'refused').map(({name}) => name);
    const words = text(all.length === 1 ? 'soort.withoutOne' : 'soort.withoutMany',
        {name: all[0] ?? '', count: all.length, names: listed(all)});
    const yes = await confirmed({title: text('soort.without'), words, yes: text('soort.withoutYes')});
    if (yes) {
      news.forEach((item) => this.#agreed.add(item));
    }
    return yes;
  }

  /** @param {Item[]} items */
  #news(items) {
    return items.filter((item) => item.state === 'refused' && !this.#agreed.has(item));
  }
}
