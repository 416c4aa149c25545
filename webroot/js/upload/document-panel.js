/**
 * The part of a page in which users add, watch and remove the documents of an open transfer.
 */

import {announce, byId} from '../shared/dom.js';
import {showProblem} from '../shared/errors.js';
import {confirmAsHuman, confirmUnlessHuman} from '../shared/human-check.js';
import {text} from '../shared/texts.js';
import {openDocumentBox} from './document-box.js';
import {Queue} from './queue.js';
import {Registrar} from './registrar.js';
import {removeAll, removeItem} from './remove.js';
import {ServerSync} from './server-sync.js';

/** In ms, until the server has stored the bytes in transit when a document is paused. */
const SETTLED = 1000;

/** @typedef {import('./view/document-list.js').DocumentList} DocumentList */
/** @typedef {{queue: Queue, sync: ServerSync}} DocumentPanel */

/**
 * @param {import('json').OpenTransfer} found
 * @param {(found: import('json').SubmittedTransfer) => void} sent called if another tab or device has sent it
 * @param {() => boolean} open true while documents can be added
 * @returns {DocumentPanel}
 */
export function openDocumentPanel(found, sent, open) {
  const queue = new Queue(found.id, found.limits);
  const sync = new ServerSync(queue, found.id, sent);
  queue.locate = () => sync.refresh();
  new Registrar(queue, found.id);
  sync.merge(found.documents);
  const list = openDocumentBox(queue, found.limits, {
    pause: (item) => {
      queue.pause(item);
      setTimeout(() => sync.refresh(), SETTLED);
    },
    resume: (item) => queue.resume(item),
    remove: (item) => remove(queue, list, item, found.id),
    choose: () => byId('kiezer').click(),
  }, open);
  byId('alles-weg').addEventListener('click', () => clear(queue, list, found.id));
  return {queue, sync};
}

/** @param {Queue} queue @param {DocumentList} list @param {string} transfer */
async function clear(queue, list, transfer) {
  const count = queue.items.length;
  const question = {title: text('verstuur.removeAllTitle'), words: text('verstuur.removeAllWords', {count}),
      yes: text('verstuur.removeAll')};
  if (!await confirmAsHuman(question)) {
    return;
  }
  const items = [...queue.items];
  await queue.takeAll();
  list.draw();
  byId('toevoegen').focus();
  const kept = await removeAll(items, transfer);
  if (kept.items.length === 0) {
    announce(text('verstuur.removedAll', {count}));
    return;
  }
  kept.items.forEach((item) => { item.state = 'elsewhere'; item.file = null; });
  queue.items.push(...kept.items);
  queue.refresh();
  showProblem(kept.problem);
}

/** @param {Queue} queue @param {DocumentList} list @param {import('./item.js').Item} item @param {string} transfer */
async function remove(queue, list, item, transfer) {
  const {name} = item;
  const title = text('verstuur.removeTitle', {name});
  if (!await confirmUnlessHuman({title, words: text('verstuur.removeSure'), yes: text('verstuur.removeYes')})) {
    return;
  }
  const place = queue.items.indexOf(item);
  await queue.take(item);
  list.draw();
  // The focused button has been removed.
  const next = queue.items[Math.min(place, queue.items.length - 1)];
  const target = next && document.querySelector(`#${next.key} button:not([hidden])`);
  (target instanceof HTMLElement ? target : byId('toevoegen')).focus();
  try {
    await removeItem(item, transfer);
    announce(text('verstuur.removed', {name: item.name}));
  } catch (problem) {
    item.state = 'elsewhere';
    item.file = null;
    queue.items.splice(place, 0, item);
    queue.refresh();
    showProblem(problem);
  }
}
