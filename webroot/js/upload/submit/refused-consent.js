/**
 * Asks before refused documents are left behind. Each refused document is named once, before the rest is sent.
 */

import {askConfirmation} from '../../shared/confirm.js';
import {joinNames} from '../../shared/document-kinds.js';
import {text} from '../../shared/texts.js';

/** @typedef {import('../item.js').Item} Item */

export class RefusedConsent {
  /** @type {Set<Item>} */
  #agreed = new Set();

  /**
   * True if a document was refused and the user has not been asked about it.
   * @param {Item[]} items
   */
  needsConsent(items) {
    return this.#unasked(items).length > 0;
  }

  /** @param {Item[]} items @returns {Promise<boolean>} true if the rest may be sent */
  async askConsent(items) {
    const unasked = this.#unasked(items);
    if (unasked.length === 0) {
      return true;
    }
    const all = items.filter(({state}) => state === 'refused').map(({name}) => name);
    const words = text(all.length === 1 ? 'soort.withoutOne' : 'soort.withoutMany',
        {name: all[0] ?? '', count: all.length, names: joinNames(all)});
    const yes = await askConfirmation({title: text('soort.without'), words, yes: text('soort.withoutYes')});
    if (yes) {
      unasked.forEach((item) => this.#agreed.add(item));
    }
    return yes;
  }

  /** @param {Item[]} items */
  #unasked(items) {
    return items.filter((item) => item.state === 'refused' && !this.#agreed.has(item));
  }
}
