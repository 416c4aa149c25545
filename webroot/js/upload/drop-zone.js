import {byId} from '../shared/dom.js';
import {text} from '../shared/texts.js';
import {readDropped} from './dropped-folders.js';

/**
 * The box that files are dropped on; all of it opens the picker.
 * @param {(files: File[], unread: import('./view/rejected-files.js').RejectedFile[]) => void} add with what was dropped and is no file
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
    // Else choosing the same file once more is no change, and nothing happens.
    picker.value = '';
    add(files, []);
  });
  // Beside the box a dropped file would be opened in place of this page.
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
    // The entries are there during this event only; reading folders goes on after it.
    const {files, unread} = await readDropped([...(event.dataTransfer?.items ?? [])].filter(({kind}) => kind === 'file'));
    if (files.length === 0 && unread.length === 0) {
      unread.push({name: '', words: text('verstuur.noFile')});
    }
    add(files, unread);
  });
}

/** Words that are dragged into a field are no file. @param {Event} event */
function isWriting(event) {
  const {dataTransfer, target} = /** @type {DragEvent} */ (event);
  return target instanceof Element && target.matches('input, textarea') && !dataTransfer?.types.includes('Files');
}
