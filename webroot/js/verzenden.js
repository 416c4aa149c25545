import {call, ofTransfer, Problem} from './api.js';
import {attempt, showFailed} from './attempt.js';
import {confirmed} from './confirm.js';
import {byId, fill, showState} from './dom.js';
import {clearErrors, showFieldErrors, showMessage, showProblem} from './errors.js';
import {counted} from './format.js';
import {asMember} from './staff.js';
import {language, text} from './texts.js';
import {openDesk} from './upload/desk.js';
import {fillMessage, message, messageErrors} from './upload/message.js';
import {stayWhile, warnWhile} from './upload/stay.js';
import {Submit} from './upload/submit.js';
import {Draft} from './verzenden/draft.js';
import {showDocuments, showLook} from './verzenden/look.js';
import {Recipients} from './verzenden/recipients.js';

/** A pause in typing that is long enough to save, in ms. */
const PAUSE = 2000;

const recipients = new Recipients(keep);
const chosen = /** @type {HTMLSelectElement} */ (byId('taal'));
/** @type {Draft} */
let draft;
/** @type {{queue: import('./upload/queue.js').Queue, view: import('./upload/server-view.js').ServerView, submit: Submit} | null} */
let desk = null;
let over = false;
/** @type {string} */
let me;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

asMember(async ({email}) => {
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
  warnWhile(() => !over && draft.unsaved);
  listen();
  if (found) {
    begin(found);
    say('verzenden.saved');
  }
  return 'ready';
});

/** @param {string} id */
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
  byId('concept').addEventListener('change', keep);
  byId('concept').addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  byId('weg').addEventListener('click', drop);
  document.querySelectorAll('[data-back]').forEach((button) => button.addEventListener('click', () => {
    desk?.submit.stop();
    clearErrors();
    showState('ready');
  }));
}

/** Saves a draft that exists already; what stands in the way is put right later, nobody is disturbed for it. */
async function keep() {
  clearTimeout(timer);
  if (!draft.id || over || !draft.unsaved) {
    return;
  }
  if (recipients.errors.length > 0) {
    say('verzenden.unsavedRecipients');
    return;
  }
  try {
    await draft.save();
    say('verzenden.saved');
  } catch (problem) {
    const code = problem instanceof Problem ? problem.code : 'other';
    say(code === 'invalid' ? 'verzenden.unsavedInvalid' : code === 'sign-in-required' ? 'verzenden.unsavedSignIn' : 'verzenden.unsaved');
  }
}

/** @param {string} key */
function say(key) {
  const words = text(key);
  if (byId('bewaard').textContent !== words) {
    byId('bewaard').textContent = words;
  }
}

/** First to the documents, and with documents to the last look. */
async function next() {
  const errors = [...recipients.errors, ...messageErrors()];
  if (errors.length > 0) {
    showFieldErrors(errors);
    return;
  }
  await draft.save();
  say('verzenden.saved');
  const found = await call('GET', ofTransfer('/api/transfer', draft.id));
  if (!desk) {
    begin(found);
    byId('documenten').focus();
  } else if (!desk.queue.sendable) {
    showMessage(text(desk.queue.items.length > 0 ? 'verstuur.refusedOnly' : 'verstuur.noDocuments'));
  } else {
    const emails = found.draft.recipients.map((/** @type {any} */ {email}) => email);
    const {addresses} = await call('POST', '/api/staff/addresses/check', {emails});
    showLook(found.draft, addresses);
    showState('look');
  }
}

/** There is a draft: documents can come. @param {any} found */
function begin(found) {
  byId('vervolg').hidden = false;
  byId('weg').hidden = false;
  const {queue, view} = openDesk(found, sent, () => !over && !byId('concept').closest('[hidden]'));
  const submit = new Submit(queue, view, `${draft.path}/send`, sent, (problem) => showFailed(problem, 'ready'));
  desk = {queue, view, submit};
  queue.addEventListener('change', () => showDocuments(queue.items));
  showDocuments(queue.items);
  stayWhile(queue, () => !over && (queue.busy || submit.waiting), () => false);
}

function sent() {
  over = true;
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

async function drop() {
  const words = {title: text('verzenden.dropTitle'), words: text('verzenden.dropWords'), yes: text('verzenden.drop')};
  if (!await confirmed(words)) {
    return;
  }
  try {
    await call('POST', `${draft.path}/withdraw`, {});
    over = true;
    location.assign('/inspectie');
  } catch (problem) {
    showProblem(problem);
  }
}
