import {hasSameBytes} from '../upload/content/piece-codes.js';

/** Compares beside the page, so that it stays quick. One question at a time. */
addEventListener('message', async ({data: {file, numbers, stored}}) => {
  try {
    postMessage({same: await hasSameBytes(file, numbers, stored), unreadable: false});
  } catch {
    postMessage({same: false, unreadable: true});
  }
});
postMessage({ready: true});
