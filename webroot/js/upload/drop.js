import {byId} from '../dom.js';

/** The box that files are dropped on; all of it opens the picker. @param {(files: File[]) => void} add */
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
    add(files);
  });
  // Beside the box a dropped file would be opened in place of this page.
  for (const kind of ['dragover', 'drop']) {
    addEventListener(kind, (event) => event.preventDefault());
  }
  let depth = 0;
  const mark = (/** @type {number} */ step) => {
    depth = Math.max(0, depth + step);
    box.classList.toggle('rc-drop--over', depth > 0);
  };
  addEventListener('dragenter', () => mark(1));
  addEventListener('dragleave', () => mark(-1));
  addEventListener('drop', (event) => {
    mark(-depth);
    const files = [...(event.dataTransfer?.items ?? [])].filter(({kind}) => kind === 'file')
        // A folder shows as a file without content: those are left alone.
        .filter((item) => !item.webkitGetAsEntry?.()?.isDirectory)
        .map((item) => item.getAsFile()).filter((file) => file !== null);
    if (files.length > 0) {
      add(files);
    }
  });
}
