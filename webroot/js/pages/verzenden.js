import {call, ofTransfer, Problem} from '../shared/api.js';
import {attempt, showFailed} from '../shared/form-submission.js';
import {byId, fill, showState} from '../shared/dom.js';
import {clearErrors, showFieldErrors, showMessage} from '../shared/errors.js';
import {counted} from '../shared/format.js';
import {isPerson} from '../shared/human-check.js';
import {asMember} from '../shared/staff-page.js';
import {language, text} from '../shared/texts.js';
import {openDesk} from '../upload/document-panel.js';
import {fillMessage, message, messageErrors} from '../upload/submit/message.js';
import {stayWhile, warnWhile} from '../upload/submit/leave-guard.js';
import {Submit} from '../upload/submit/submit.js';
import {Draft} from '../sending/draft.js';
import {Keeping} from '../sending/draft-autosave.js';
import {showDocuments, showLook} from '../sending/preview.js';
import {Recipients} from '../sending/recipients.js';

const recipients = new Recipients();
const chosen = /** @type {HTMLSelectElement} */ (byId('taal'));
/** @type {Draft} */
let draft;
/** @type {Keeping} */
let keeping;
/** @type {{queue: import('../upload/queue.js').Queue, view: import('../upload/server-sync.js').ServerView, submit: Submit} | null} */
let desk = null;
/** @type {string} */
let me;

asMember(async ({email}) => {
  isPerson();
  me = email;
  const id = location.pathname.split('/')[3] ?? null;
  const found = id && await existing(id);
  if (id && !found) {
    return 'gone';
  }
  if (found && found.state !== 'open') {
    location.replace(`/inspectie/verzending/${found.id}`);
    return 'opening';
  }
  recipients.show(found ? found.draft.recipients : [{name: '', email: '', mobile: ''}]);
  chosen.value = found ? found.draft.language : language;
  fillMessage(found ? found.draft : {});
  draft = new Draft(id, () => ({recipients: recipients.values, language: chosen.value, ...message()}));
  keeping = new Keeping(draft, recipients);
  warnWhile(() => !keeping.over && draft.unsaved);
  listen();
  if (found) {
    begin(found);
    keeping.saved();
  }
  return 'ready';
});

/** Null when this is no draft of this person. @param {string} id */
async function existing(id) {
  try {
    const found = await call('GET', ofTransfer('/api/transfer', id));
    return found.draft || found.state !== 'open' ? found : null;
  } catch (problem) {
    if (problem instanceof Problem && problem.code === 'not-found') {
      return null;
    }
    throw problem;
  }
}

function listen() {
  byId('concept').addEventListener('submit', (event) => {
    event.preventDefault();
    attempt(next, 'ready');
  });
  document.querySelectorAll('[data-back]').forEach((button) => button.addEventListener('click', () => {
    desk?.submit.stop();
    clearErrors();
    showState('ready');
  }));
}

/** First to the documents, and with documents to the last look. */
async function next() {
  const errors = [...recipients.errors, ...messageErrors()];
  if (errors.length > 0) {
    showFieldErrors(errors);
    return;
  }
  await keeping.save();
  const found = await call('GET', ofTransfer('/api/transfer', draft.id));
  if (!desk) {
    begin(found);
    byId('documenten').focus();
  } else if (!desk.queue.sendable) {
    showMessage(text(desk.queue.items.length > 0 ? 'verstuur.refusedOnly' : 'verstuur.noDocuments'));
  } else {
    const emails = found.draft.recipients.map((/** @type {any} */ {email}) => email);
    const {addresses} = await call('POST', '/api/staff/addresses/check', {emails});
    showLook(found.draft, addresses, me);
    showState('look');
  }
}

/** There is a draft: documents can come. @param {any} found */
function begin(found) {
  byId('vervolg').hidden = false;
  byId('weg').hidden = false;
  byId('eerst').hidden = true;
  const {queue, view} = openDesk(found, sent, () => !keeping.over && byId('concept').closest('[hidden]') === null);
  const submit = new Submit(queue, view, `${draft.path}/send`, sent, (problem) => showFailed(problem, 'ready'));
  desk = {queue, view, submit};
  queue.addEventListener('change', () => showDocuments(queue.items));
  showDocuments(queue.items);
  stayWhile(queue, () => !keeping.over && (queue.busy || submit.waiting), () => false);
}

function sent() {
  keeping.over = true;
  desk?.view.stop();
  clearErrors();
  const items = desk?.queue.items ?? [];
  const going = items.filter(({state}) => state !== 'refused');
  fill({
    'sent-to': recipients.values.map(({name, email}) => `${name} (${email})`).join('\n'),
    'sent-documents': counted('document', going.length),
    'sent-names': going.map(({name}) => name).join('\n'),
    'sent-refused': items.filter(({state}) => state === 'refused').map(({name}) => name).join('\n') || null,
    'sent-mail': text('verzonden.mail', {email: me}),
  });
  /** @type {HTMLAnchorElement} */ (byId('volgen')).href = `/inspectie/verzending/${draft.id}`;
  showState('done');
}
