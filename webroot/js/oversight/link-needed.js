/**
 * Some actions need the key in a mailed link. The page names that mail before anybody tries.
 */

import {byId, element} from '../shared/dom.js';
import {moment} from '../shared/format.js';
import {text} from '../shared/texts.js';

/** @typedef {import('json').Dossier} Dossier */
/** @typedef {import('json').Member} Member */

/**
 * The newest mail to this person or one of their departments with a link that makes other links.
 * @param {Dossier} dossier @param {Member} member
 */
function mailWithLink({heldBy}, {email, departments}) {
  const ours = [email, ...departments].map((address) => address.toLowerCase());
  return heldBy.findLast(({kind, to}) => kind !== 'upload' && ours.includes(to.toLowerCase()));
}

/**
 * Says for a delivered transfer which mail to open first, or leads to the documents whose link is open here.
 * @param {Dossier} dossier @param {Member} member
 */
export function showLinkNeeded(dossier, member) {
  const delivered = dossier.state === 'delivered';
  const mail = mailWithLink(dossier, member);
  const there = /** @type {HTMLAnchorElement} */ (byId('naar-documenten'));
  byId('naar-documenten-deel').hidden = !delivered || !dossier.holdsKey;
  there.href = `/ontvang/verder?transfer=${encodeURIComponent(dossier.id)}`;
  const needed = delivered && !dossier.holdsKey && mail !== undefined;
  byId('eerst-deel').hidden = !needed;
  if (needed) {
    byId('eerst').replaceChildren(
        element('strong', {}, text('inspectie-verzending.firstOpen', {time: moment(mail.at), to: mail.to})), ' ',
        text(`inspectie-verzending.firstOpen-${mail.kind}`));
  }
}
