import {askConfirmation} from '../../shared/confirm.js';
import {joinNames} from '../../shared/document-kinds.js';
import {text} from '../../shared/texts.js';

/** @typedef {import('../item.js').Item} Item */

/** Nothing is left behind without a question: what is refused is named, once, before the rest goes. */
export class RefusedConsent {
  /** @type {Set<Item>} */
  #agreed = new Set();

  /** Whether something is refused that nobody has been asked about. @param {Item[]} items */
  needsConsent(items) {
    return this.#news(items).length > 0;
  }

  /** @param {Item[]} items @returns {Promise<boolean>} whether the rest may go */
  async askConsent(items) {
    const news = this.#news(items);
    if (news.length === 0) {
      return true;
    }
    const all = items.filter(({state}) => state === 'refused').map(({name}) => name);
    const words = text(all.length === 1 ? 'soort.withoutOne' : 'soort.withoutMany',
        {name: all[0] ?? '', count: all.length, names: joinNames(all)});
    const yes = await askConfirmation({title: text('soort.without'), words, yes: text('soort.withoutYes')});
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
