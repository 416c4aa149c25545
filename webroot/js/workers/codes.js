import {isSame} from '../upload/content/piece-codes.js';

/** Compares beside the page, so that it stays quick. One question at a time. */
addEventListener('message', async ({data: {file, numbers, held}}) => {
  try {
    postMessage({same: await isSame(file, numbers, held), unreadable: false});
  } catch {
    postMessage({same: false, unreadable: true});
  }
});
postMessage({ready: true});
