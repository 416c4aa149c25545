/**
 * The worker that compares pieces of a file with stored ones. It answers one question at a time, in order.
 */

import {hasSameBytes} from '../upload/content/piece-codes.js';

addEventListener('message', async ({data: {file, numbers, stored}}) => {
  try {
    postMessage({same: await hasSameBytes(file, numbers, stored), unreadable: false});
  } catch {
    postMessage({same: false, unreadable: true});
  }
});
postMessage({ready: true});
