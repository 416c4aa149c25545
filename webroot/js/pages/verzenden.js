/**
 * The page on which staff send documents to outsiders: receivers and message, documents, preview.
 */

import {keepContacts, openAddressBook} from '../sending/address-book.js';
import {DraftAutosave} from '../sending/draft-autosave.js';
import {readCopy} from '../sending/copy.js';
import {Draft} from '../sending/draft.js';
import {showDocuments, showPreview} from '../sending/preview.js';
import {Recipients} from '../sending/recipients.js';
import {call, forTransfer} from '../shared/api.js';
import {byId, fill, showState} from '../shared/dom.js';
import {clearErrors, showFieldErrors, showMessage} from '../shared/errors.js';
import {runFormAction, showFormProblem} from '../shared/form-submission.js';
import {counted} from '../shared/format.js';
import {markHuman} from '../shared/human-check.js';
import {Problem} from '../shared/problem.js';
import {openStaffPage} from '../shared/staff-page.js';
import {Templates} from '../shared/templates.js';
import {language, text} from '../shared/texts.js';
import {openDocumentPanel} from '../upload/document-panel.js';
import {guardWhileSending, warnBeforeLeaving} from '../upload/submit/leave-guard.js';
import {fillMessage, fillTemplate, findMessageErrors, readMessage, readTemplate} from '../upload/submit/message.js';
import {Submit} from '../upload/submit/submit.js';

/** @typedef {import('json').OpenTransfer & {draft: import('json').Draft}} OpenDraft */
/** @typedef {OpenDraft | import('json').SubmittedTransfer} Found */

const recipients = new Recipients();
const chosen = /** @type {HTMLSelectElement} */ (byId('taal'));
/** @type {Draft} */
let draft;
/** @type {DraftAutosave} */
let autosave;
/**
 * @type {{queue: import('../upload/queue.js').Queue, sync: import('../upload/server-sync.js').ServerSync, submit:
 *   Submit} | null}
 */
let panel = null;
/** The person's own address. @type {string} */
let me;

openStaffPage(async ({email}) => {
  markHuman();
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
  const begun = found ? found.draft : await readCopy();
  recipients.show(begun?.recipients.length ? begun.recipients : [{name: '', email: '', mobile: ''}]);
  chosen.value = begun?.language ?? language;
  fillMessage(found ? found.draft : {});
  await new Templates('message', readTemplate, fillTemplate).load();
  await openAddressBook(recipients, chosen);
  draft = new Draft(id, () => ({recipients: recipients.values, language: chosen.value, ...readMessage()}));
  autosave = new DraftAutosave(draft, recipients);
  warnBeforeLeaving(() => !autosave.closed && draft.unsaved);
  listen();
  if (found) {
    begin(found);
    autosave.showSaved();
  }
  return 'ready';
});

/** Reads the transfer; null if it is no draft of this person. @param {string} id @returns {Promise<Found | null>} */
async function existing(id) {
  try {
    /** @type {Found} */
    const found = await call('GET', forTransfer('/api/transfer', id));
    return found.state !== 'open' || found.draft ? found : null;
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
    runFormAction(next, 'ready');
  });
  document.querySelectorAll('[data-back]').forEach((button) => button.addEventListener('click', () => {
    panel?.submit.stop();
    clearErrors();
    showState('ready');
  }));
}

/** Leads to the documents, and from there to the preview. */
async function next() {
  const errors = [...recipients.errors, ...findMessageErrors()];
  if (errors.length > 0) {
    showFieldErrors(errors);
    return;
  }
  await autosave.save();
  /** @type {OpenDraft} */
  const found = await call('GET', forTransfer('/api/transfer', draft.id));
  if (!panel) {
    begin(found);
    byId('documenten').focus();
  } else if (!panel.queue.sendable) {
    showMessage(text(panel.queue.items.length > 0 ? 'verstuur.refusedOnly' : 'verstuur.noDocuments'));
  } else {
    await showPreview(found.draft, me);
    showState('look');
  }
}

/** Opens the document panel, now that a draft exists. @param {OpenDraft} found */
function begin(found) {
  byId('vervolg').hidden = false;
  byId('weg').hidden = false;
  byId('eerst').hidden = true;
  const {queue, sync} = openDocumentPanel(found, sent,
      () => !autosave.closed && byId('concept').closest('[hidden]') === null);
  const submit = new Submit(queue, sync, `${draft.path}/send`, sent, (problem) => showFormProblem(problem, 'ready'));
  panel = {queue, sync, submit};
  queue.addEventListener('change', () => showDocuments(queue.items));
  showDocuments(queue.items);
  guardWhileSending(queue, () => !autosave.closed && (queue.busy || submit.waiting), () => false);
}

function sent() {
  autosave.closed = true;
  panel?.sync.stop();
  clearErrors();
  const items = panel?.queue.items ?? [];
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
  keepContacts(recipients.kept);
}
