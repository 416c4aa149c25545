/**
 * The box onto which files are dropped. A click on it opens the file picker, or the camera of a phone.
 */

import {byId} from '../shared/dom.js';
import {onChosen} from '../shared/file-picker.js';
import {text} from '../shared/texts.js';
import {readDropped} from './dropped-folders.js';

/**
 * @param {(files: File[], unread: import('./view/rejected-files.js').RejectedFile[]) => void} add takes the files, and
 * the unreadable ones
 */
export function enableDrop(add) {
  const box = byId('vak');
  const picker = /** @type {HTMLInputElement} */ (byId('kiezer'));
  const camera = /** @type {HTMLInputElement} */ (byId('camera'));
  box.addEventListener('click', (event) => {
    const selecting = getSelection()?.type === 'Range';
    if (event.target instanceof HTMLInputElement || selecting) {
      return;
    }
    (event.target === byId('fotograferen') ? camera : picker).click();
  });
  onChosen(picker, (files) => add(files, []));
  onChosen(camera, (photos) => add(photos.map((photo) => named(photo, new Date())), []));
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

/**
 * A photo under a name of its own: some phones call every photo image.jpg.
 * @param {File} photo @param {Date} taken
 */
function named(photo, taken) {
  const two = (/** @type {number} */ part) => String(part).padStart(2, '0');
  const day = [taken.getFullYear(), two(taken.getMonth() + 1), two(taken.getDate())].join('-');
  const time = [taken.getHours(), taken.getMinutes(), taken.getSeconds()].map(two).join('.');
  const extension = /\.[^.]+$/.exec(photo.name)?.[0] ?? '.jpg';
  return new File([photo], `${text('verstuur.photoName')} ${day} ${time}${extension}`,
      {type: photo.type, lastModified: photo.lastModified});
}

/** True for text that is dragged into a field. @param {Event} event */
function isWriting(event) {
  const {dataTransfer, target} = /** @type {DragEvent} */ (event);
  return target instanceof Element && target.matches('input, textarea') && !dataTransfer?.types.includes('Files');
}
