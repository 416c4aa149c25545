/**
 * The box onto which files are dropped. A click on it opens the file picker.
 */

import {byId} from '../shared/dom.js';
import {text} from '../shared/texts.js';
import {readDropped} from './dropped-folders.js';

/**
 * @param {(files: File[], unread: import('./view/rejected-files.js').RejectedFile[]) => void} add takes the files, and
 * the unreadable ones
 */
export function enableDrop(add) {
  const box = byId('vak');
  const picker = /** @type {HTMLInputElement} */ (byId('kiezer'));
  box.addEventListener('click', (event) => {
    const selecting = getSelection()?.type === 'Range';
    if (event.target !== picker && !selecting) {
      picker.click();
    }
  });
  picker.addEventListener('change', () => {
    const files = [...(picker.files ?? [])];
    // Without this, choosing the same file again would be no change.
    picker.value = '';
    add(files, []);
  });
  // Without this, a file dropped beside the box would replace this page.
  for (const kind of ['dragover', 'drop']) {
    addEventListener(kind, (event) => !isWriting(event) && event.preventDefault());
  }
  let depth = 0;
  const mark = (/** @type {number} */ step) => {
    depth = Math.max(0, depth + step);
    box.classList.toggle('rc-drop--over', depth > 0);
  };
  addEventListener('dragenter', () => mark(1));
  addEventListener('dragleave', () => mark(-1));
  addEventListener('drop', async (event) => {
    mark(-depth);
    if (isWriting(event)) {
      return;
    }
    // The entries exist during this event only; folders are read after it.
    const {files, unread} = await readDropped([...(event.dataTransfer?.items ?? [])]
        .filter(({kind}) => kind === 'file'));
    if (files.length === 0 && unread.length === 0) {
      unread.push({name: '', words: text('verstuur.noFile')});
    }
    add(files, unread);
  });
}

/** True for text that is dragged into a field. @param {Event} event */
function isWriting(event) {
  const {dataTransfer, target} = /** @type {DragEvent} */ (event);
  return target instanceof Element && target.matches('input, textarea') && !dataTransfer?.types.includes('Files');
}
