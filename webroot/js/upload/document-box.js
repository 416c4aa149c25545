/**
 * The box in which users add documents, and the list below it.
 */

import {byId} from '../shared/dom.js';
import {clearErrors} from '../shared/errors.js';
import {size} from '../shared/format.js';
import {markHuman} from '../shared/human-check.js';
import {language, text} from '../shared/texts.js';
import {enableDrop} from './drop-zone.js';
import {DocumentList} from './view/document-list.js';
import {showRejectedFiles} from './view/rejected-files.js';

/**
 * @param {import('./queue.js').Queue} queue @param {import('./file-rules.js').Limits} limits
 * @param {import('./view/document-row.js').Actions} actions
 * @param {() => boolean} open true while documents can be added
 * @param {import('./view/document-row.js').Words} [words]
 */
export function openDocumentBox(queue, limits, actions, open, words) {
  byId('vak-soorten').textContent = text('verstuur.extensions', {list: limits.extensions.join(', ')});
  byId('vak-grens').textContent = text('verstuur.maximum',
      {size: size(limits.maxDocumentSize), count: limits.maxDocuments.toLocaleString(language)});
  const list = new DocumentList(queue, actions, words);
  queue.addEventListener('rejected', (event) => {
    const {rejected, offered} = /** @type {CustomEvent} */ (event).detail;
    showRejectedFiles(rejected, offered);
  });
  enableDrop((files, unread) => {
    if (!open()) {
      return;
    }
    markHuman();
    clearErrors();
    const rejected = [...unread, ...queue.add(files)];
    list.draw();
    if (rejected.length > 0) {
      showRejectedFiles(rejected, files.length + unread.length);
    }
  });
  return list;
}
