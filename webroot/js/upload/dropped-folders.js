/**
 * Reads dropped files and folders.
 */

import {text} from '../shared/texts.js';

/** Folders that macOS shows as one file. */
const BUNDLE = /\.(pages|numbers|key|rtfd|app|photoslibrary|pkg)$/i;
/** Files that systems and programs leave in folders for their own use. */
const LEFT_BEHIND = /^(\.|~\$|thumbs\.db$|desktop\.ini$)/i;
const BETWEEN = ' - ';
/** Maximum length of a name on the server, in UTF-16 units. */
const LONGEST = 255;

/** @typedef {import('./view/rejected-files.js').RejectedFile} RejectedFile */

/**
 * The folders become part of a file's name: two scans of the same name stay apart, in the list and in the receiver's
 * zip.
 * @param {DataTransferItem[]} items
 * @returns {Promise<{files: File[], unread: RejectedFile[]}>}
 */
export async function readDropped(items) {
  const files = /** @type {File[]} */ ([]);
  const unread = /** @type {RejectedFile[]} */ ([]);
  // This must happen during the drop event: afterwards the items are empty.
  const found = items.map((item) => ({entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile()}));
  for (const {entry, file} of found) {
    if (entry?.isDirectory) {
      await readFolder(/** @type {FileSystemDirectoryEntry} */ (entry), [entry.name], files, unread);
    } else if (file) {
      files.push(file);
    } else {
      unread.push({name: entry?.name ?? '', words: text('verstuur.noFile')});
    }
  }
  return {files, unread};
}

/**
 * @param {FileSystemDirectoryEntry} folder @param {string[]} path @param {File[]} files @param {RejectedFile[]} unread
 */
async function readFolder(folder, path, files, unread) {
  if (BUNDLE.test(folder.name)) {
    unread.push({name: folder.name, words: text('verstuur.bundle', {name: folder.name})});
    return;
  }
  try {
    for (const entry of await entriesOf(folder)) {
      if (entry.isDirectory) {
        await readFolder(/** @type {FileSystemDirectoryEntry} */ (entry), [...path, entry.name], files, unread);
      } else if (!LEFT_BEHIND.test(entry.name)) {
        files.push(named(await fileOf(/** @type {FileSystemFileEntry} */ (entry)), path));
      }
    }
  } catch {
    unread.push({name: folder.name, words: text('verstuur.unreadFolder', {name: folder.name})});
  }
}

/** Chrome's reader gives at most a hundred entries at once. @param {FileSystemDirectoryEntry} folder */
async function entriesOf(folder) {
  const reader = folder.createReader();
  const all = /** @type {FileSystemEntry[]} */ ([]);
  for (;;) {
    const some = await new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
    if (some.length === 0) {
      return all.sort((one, other) => one.name.localeCompare(other.name));
    }
    all.push(...some);
  }
}

/** @param {FileSystemFileEntry} entry @returns {Promise<File>} */
function fileOf(entry) {
  return new Promise((resolve, reject) => { entry.file(resolve, reject); });
}

/**
 * The same file under a name with its folders; a name that is too long loses the outermost ones.
 * @param {File} file @param {string[]} path
 */
function named(file, path) {
  const parts = [...path, file.name];
  while (parts.length > 1 && parts.join(BETWEEN).length > LONGEST) {
    parts.shift();
  }
  return new File([file], parts.join(BETWEEN), {type: file.type, lastModified: file.lastModified});
}
