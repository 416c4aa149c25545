/**
 * The page on a phone that has read the code from a screen: it adds documents, and no more.
 */

import {openLink} from '../link/open-link.js';
import {call, forTransfer} from '../shared/api.js';
import {byId, fill, showState} from '../shared/dom.js';
import {openDocumentBox} from '../upload/document-box.js';
import {Queue} from '../upload/queue.js';
import {guardWhileSending} from '../upload/submit/leave-guard.js';
import {announceDocument} from '../upload/view/announcements.js';

const WORDS = {checking: 'toevoegen.arrived', done: 'toevoegen.done'};

openLink('phone', async ({transfer}) => {
  /** @type {import('json').PhoneTransfer} */
  const found = await call('GET', forTransfer('/api/transfer/phone', transfer));
  fill({number: found.number});
  const queue = new Queue(found.id, found.limits);
  openDocumentBox(queue, found.limits, {
    pause: (item) => queue.pause(item),
    resume: (item) => queue.resume(item),
    choose: () => byId('kiezer').click(),
  }, () => true, WORDS);
  announceArrivals(queue);
  guardWhileSending(queue, () => queue.busy, () => false);
  showState('documents');
});

/** @param {Queue} queue */
function announceArrivals(queue) {
  /** @type {WeakSet<import('../upload/item.js').Item>} */
  const told = new WeakSet();
  queue.addEventListener('change', () => {
    for (const item of queue.items.filter((one) => one.state === 'checking' && !told.has(one))) {
      told.add(item);
      announceDocument('announceAccepted', item.name);
    }
  });
}
