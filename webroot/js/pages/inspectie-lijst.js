/**
 * The page of one list of requests: who has answered, and who has not.
 */

import {remindAll} from '../oversight/bulk.js';
import {TransferList} from '../oversight/transfer-list.js';
import {call} from '../shared/api.js';
import {byId} from '../shared/dom.js';
import {day} from '../shared/format.js';
import {openStaffPage} from '../shared/staff-page.js';
import {text} from '../shared/texts.js';

const id = location.pathname.split('/')[3] ?? '';

openStaffPage(async (member) => {
  const query = new URLSearchParams(location.search);
  const tab = query.get('tab') === 'waiting' ? 'waiting' : '';
  document.querySelectorAll('#bladen a').forEach((link) => {
    const one = /** @type {HTMLAnchorElement} */ (link);
    if (one.dataset.only === tab) {
      one.setAttribute('aria-current', 'page');
    }
  });
  /** @param {Record<string, string>} more */
  const asked = (more = {tab, sort: query.get('sort') ?? ''}) => new URLSearchParams(Object.entries({
    batch: id, view: mine ? 'mine' : 'departments', kind: 'requested', ...more,
  }).filter(([, value]) => value));
  let mine = true;
  await showBatch();
  mine = (await call('GET', `/api/staff/transfers?${asked({limit: '1'})}`)).items.length > 0;
  const list = new TransferList(member.email, () => asked());
  byId('herinner-allen').addEventListener('click', async () => {
    await remindAll(await list.all({tab: 'waiting'}), async () => {
      await list.load();
      await showBatch();
    });
  });
  await list.load();
});

async function showBatch() {
  /** @type {import('json').Batch} */
  const {createdAt, reference, people, answered, complete} = await call('GET', `/api/staff/batches/${encodeURIComponent(id)}`);
  byId('stand').textContent = [text('inspectie.batchAnswered', {answered, people}),
    ...(complete === null ? [] : [text('inspectie.batchComplete', {complete, people})])].join(' ');
  byId('over').textContent = text('inspectie.batch', {day: day(createdAt), reference: reference ? `, ${reference}` : ''});
  const waiting = people - (complete ?? answered);
  byId('herinner-allen').hidden = waiting === 0;
  byId('herinner-allen').textContent = text('inspectie-lijst.remindAll', {count: waiting});
}
