/**
 * Marks the documents that the recipient has downloaded.
 */

import {byId} from '../shared/dom.js';
import {moment} from '../shared/format.js';
import {text} from '../shared/texts.js';

/** Ms after a click: a small document has arrived by then. */
const ARRIVED = 4_000;

/** @param {string | null} downloadedAt */
export function downloadMark(downloadedAt) {
  return downloadedAt ? text('ontvang.downloaded', {time: moment(downloadedAt)}) : '';
}

/**
 * Looks again after a click on a download, and when the person comes back to the page. A failure changes nothing.
 * @param {() => Promise<import('json').ReceivedTransfer>} read
 */
export function keepMarksFresh(read) {
  const list = byId('lijst');
  const refresh = async () => {
    if (document.visibilityState === 'hidden' || list.childElementCount === 0) {
      return;
    }
    const found = await read().catch(() => null);
    found?.documents.forEach(({id, downloadedAt}) => {
      list.querySelector(`[data-document="${id}"] .rc-document__had`)?.replaceChildren(downloadMark(downloadedAt));
    });
  };
  document.addEventListener('visibilitychange', refresh);
  document.addEventListener('click', ({target}) => {
    if (target instanceof Element && target.closest('a[download]')) {
      setTimeout(refresh, ARRIVED);
    }
  });
}
