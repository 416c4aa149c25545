/**
 * The way to the page on which staff give a recipient a code on the phone.
 */

import {byId, element} from '../shared/dom.js';
import {text} from '../shared/texts.js';

/**
 * Nothing where the organisation has not turned this on, or there is nothing to open yet.
 * @param {import('json').DossierRecipient} one @param {import('json').Dossier} dossier
 */
export function readOutLink(one, dossier) {
  if (!('readOut' in byId('ontvangers-lijst').dataset) || dossier.state !== 'delivered') {
    return [];
  }
  return [element('a', {class: 'utrecht-link', href: `/inspectie/verzending/${dossier.id}/code/${one.id}`},
      text('inspectie-verzending.readOut'))];
}
