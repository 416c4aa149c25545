/**
 * The page on which an outsider adds documents and sends them.
 */

import {openLink} from '../link/open-link.js';
import {call, forTransfer} from '../shared/api.js';
import {enablePrint, fill, showState} from '../shared/dom.js';
import {clearErrors} from '../shared/errors.js';
import {party} from '../shared/format.js';
import {text} from '../shared/texts.js';
import {openDocumentPanel} from '../upload/document-panel.js';
import {enablePhoneCode} from '../upload/phone-code.js';
import {showAskedItems} from '../upload/submit/asked-items.js';
import {guardWhileSending} from '../upload/submit/leave-guard.js';
import {MessageAutosave} from '../upload/submit/message-autosave.js';
import {RefusedConsent} from '../upload/submit/refused-consent.js';
import {showSent, until} from '../upload/submit/sent-view.js';
import {Submit} from '../upload/submit/submit.js';

/** @typedef {import('json').OpenTransfer} OpenTransfer */
/** @typedef {import('json').SubmittedTransfer} SubmittedTransfer */

enablePrint();

openLink('upload', async ({transfer}) => {
  /** @type {OpenTransfer | SubmittedTransfer} */
  const found = await call('GET', forTransfer('/api/transfer', transfer));
  if (found.state === 'open') {
    begin(found);
  } else {
    showSent(found, null);
  }
});

/** @param {OpenTransfer} found */
function begin(found) {
  showFacts(found);
  showAskedItems(found.checklist, found.message?.items);
  const autosave = new MessageAutosave(found.id, found.message);
  const {queue, sync} = openDocumentPanel(found, sent, () => !autosave.closed);
  const submit = new Submit(queue, sync, forTransfer('/api/transfer/submit', found.id), sent, undefined,
      new RefusedConsent());
  submit.beforeSending = () => autosave.settle();
  enablePhoneCode(found.id, sync);
  guardWhileSending(queue, () => !autosave.closed && (queue.busy || submit.waiting), () => autosave.unsaved);
  showState('documents');

  /** @param {SubmittedTransfer} answer */
  function sent(answer) {
    autosave.closed = true;
    sync.stop();
    clearErrors();
    const names = (/** @type {boolean} */ refused) => queue.items
        .filter(({state}) => (state === 'refused') === refused).map(({name}) => name);
    showSent(answer, {sent: names(false), refused: names(true)});
  }
}

/**
 * Shows sender, receiver, deadline, and the request that this answers.
 * @param {OpenTransfer} found
 */
function showFacts({number, sender, contact, expiresAt, request}) {
  fill({number, sender: party(sender), contact: party(contact), expires: until(expiresAt, request?.deadline)});
  fill({
    'request-from': request ? text('verstuur.requestFrom', {name: request.from.name}) : null,
    'request-reference': request?.reference,
    'request-explanation': request?.explanation,
    'request-repeat': request ? repeatWords(request) : null,
  });
}

/**
 * Shows the number of answers that the request allows.
 * @param {NonNullable<OpenTransfer['request']>} request
 */
function repeatWords({answers, last}) {
  if (last) {
    return answers > 0 ? text('verstuur.requestLast', {count: answers}) : null;
  }
  return text('verstuur.requestRepeat');
}
