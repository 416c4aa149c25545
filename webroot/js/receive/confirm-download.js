/**
 * Asks before a document is downloaded that the virus scanner has not found clean, where the portal wants that.
 */

import {askConfirmation} from '../shared/confirm.js';
import {joinNames} from '../shared/document-kinds.js';
import {text} from '../shared/texts.js';

/** @typedef {import('json').ReceivedDocument} ReceivedDocument */

/** By the address of a download, the documents in it that need a confirmation. @type {Map<string, ReceivedDocument[]>} */
const asked = new Map();
/** @type {ReceivedDocument[]} */
let all = [];
/** The link that was confirmed and is being followed. @type {Element | null} */
let confirmed = null;

/** Asks at each click on a download of one of these, and of all of them together. @param {ReceivedDocument[]} documents */
export function confirmDownloads(documents) {
  all = documents.filter(({confirm}) => confirm);
  asked.clear();
  all.forEach((one) => asked.set(one.href, [one]));
}

// Before other listeners: they count a click as the beginning of a download.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[download]') : null;
  if (!link || link === confirmed) {
    return;
  }
  const some = link.id === 'alles-link' ? all : asked.get(link.getAttribute('href') ?? '') ?? [];
  if (some.length > 0) {
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(/** @type {HTMLElement} */ (link), some);
  }
}, true);

/** @param {HTMLElement} link @param {ReceivedDocument[]} some */
async function ask(link, some) {
  const found = some.filter(({scan}) => scan?.state === 'infected');
  const words = text(found.length > 0 ? 'scan.confirmInfected' : 'scan.confirmNotScanned',
      {names: joinNames((found.length > 0 ? found : some).map(({name}) => name))});
  if (await askConfirmation({title: text('scan.confirmTitle'), words, yes: text('scan.confirmYes')})) {
    confirmed = link;
    link.click();
    confirmed = null;
  }
}
