/**
 * Offers the receipt that came with the answer to "Verstuur". The page keeps it until it is closed.
 */

import {byId} from '../shared/dom.js';

/** @param {string | null | undefined} receipt @param {string} number */
export function offerReceipt(receipt, number) {
  const button = byId('ontvangstbewijs');
  button.hidden = !receipt;
  byId('ontvangstbewijs-uitleg').hidden = !receipt;
  if (receipt) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([receipt], {type: 'application/jose'}));
    link.download = `ontvangstbewijs-${number}.jws`;
    button.addEventListener('click', () => link.click());
  }
}
