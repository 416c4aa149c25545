import {call, ofTransfer} from './api.js';
import {announce, byId, enablePrint, fill, showState} from './dom.js';
import {clearErrors, showMessage, showProblem} from './errors.js';
import {counted, day, moment, party, size} from './format.js';
import {openLink} from './open-link.js';
import {hasText, language, text} from './texts.js';
import {enableDrop} from './upload/drop.js';
import {List} from './upload/list.js';
import {Queue} from './upload/queue.js';
import {removeDocument} from './upload/remove.js';
import {ServerView} from './upload/server-view.js';
import {stayWhile} from './upload/stay.js';
import {Submit} from './upload/submit.js';

/** After this many ms the server has stored what was on its way when a document was paused. */
const SETTLED = 1000;

enablePrint();

openLink('upload', async ({transfer}) => {
  const found = await call('GET', ofTransfer('/api/transfer', transfer));
  if (found.state === 'open') {
    begin(found);
  } else {
    showSent(found);
  }
});

/** @param {any} found */
function begin(found) {
  showFacts(found);
  const queue = new Queue(found.id, found.limits);
  let over = false;
  const sent = (/** @type {any} */ answer) => {
    over = true;
    view.stop();
    clearErrors();
    const names = (/** @type {boolean} */ refused) => queue.items
        .filter(({state}) => (state === 'refused') === refused).map(({name}) => name);
    showSent({...found, ...answer, names: names(false), refused: names(true)});
  };
  const view = new ServerView(queue, found.id, sent);
  queue.locate = () => view.look();
  view.merge(found.documents);
  const submit = new Submit(queue, found.id, sent, view);
  const list = new List(queue, {
    pause: (item) => {
      queue.pause(item);
      setTimeout(() => view.look(), SETTLED);
    },
    resume: (item) => queue.resume(item),
    remove: (item) => remove(queue, list, item),
    choose: () => byId('kiezer').click(),
  });
  enableDrop((files) => {
    if (over) {
      return;
    }
    clearErrors();
    const objections = queue.add(files);
    list.draw();
    if (objections.length > 0) {
      showMessage(objections.join(' '), text('verstuur.notAddedTitle'));
    }
  });
  stayWhile(queue, () => !over && (queue.busy || submit.waiting),
      () => !over && Object.values(submit.message).some((words) => words !== ''));
  showState('documents');
}

/** A deadline is a whole day. @param {string} iso @param {string | null} [deadline] */
function until(iso, deadline) {
  return deadline ? text('common.untilDay', {date: day(deadline)}) : moment(iso);
}

/** @param {any} found */
function showFacts({sender, contact, expiresAt, limits, request}) {
  fill({sender: party(sender), contact: party(contact), expires: until(expiresAt, request?.deadline)});
  fill({
    'request-from': request ? text('verstuur.requestFrom', {name: request.from.name}) : null,
    'request-reference': request?.reference ?? null,
    'request-explanation': request?.explanation ?? null,
    'request-repeat': request?.repeat ? text('verstuur.requestRepeat') : null,
  });
  byId('vak-soorten').textContent = text('verstuur.extensions', {list: limits.extensions.join(', ')});
  byId('vak-grens').textContent = text('verstuur.maximum',
      {size: size(limits.maxDocumentSize), count: limits.maxDocuments.toLocaleString(language)});
}

/** @param {Queue} queue @param {List} list @param {import('./upload/item.js').Item} item */
async function remove(queue, list, item) {
  const place = queue.items.indexOf(item);
  await queue.take(item);
  list.draw();
  // The focus was on a button that is gone now.
  const next = queue.items[Math.min(place, queue.items.length - 1)];
  const target = next && document.querySelector(`#${next.key} button:not([hidden])`);
  (target instanceof HTMLElement ? target : byId('toevoegen')).focus();
  try {
    if (item.url) {
      await removeDocument(item.url);
    }
    announce(text('verstuur.removed', {name: item.name}));
  } catch (problem) {
    item.state = 'elsewhere';
    item.file = null;
    queue.items.splice(place, 0, item);
    queue.touched();
    showProblem(problem);
  }
}

/** @param {any} found what the server said of a transfer that has been submitted */
function showSent(found) {
  const state = `verzonden.state-${found.state}`;
  fill({
    'sent-state': text(hasText(state) ? state : 'verzonden.state-submitted'),
    'sent-to': party(found.contact),
    'sent-at': moment(found.submittedAt),
    'sent-documents': counted('document', found.names?.length ?? found.documentCount),
    'sent-names': found.names?.join('\n') ?? null,
    'sent-refused': found.refused?.join('\n') ?? null,
    'sent-mail': text('verzonden.mail', {email: found.sender.email}),
    'sent-further': found.more ? text('verzonden.further', {until: until(found.more.until, found.more.deadline)}) : null,
  });
  showState('sent');
}
