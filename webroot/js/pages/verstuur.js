import {call, forTransfer} from '../shared/api.js';
import {rememberDetails} from '../shared/sender-details.js';
import {byId, enablePrint, fill, showState} from '../shared/dom.js';
import {clearErrors} from '../shared/errors.js';
import {counted, day, moment, party} from '../shared/format.js';
import {openLink} from '../link/open-link.js';
import {hasText, text} from '../shared/texts.js';
import {openDocumentPanel} from '../upload/document-panel.js';
import {guardWhileSending} from '../upload/submit/leave-guard.js';
import {Submit} from '../upload/submit/submit.js';
import {MessageAutosave} from '../upload/submit/message-autosave.js';
import {RefusedConsent} from '../upload/submit/refused-consent.js';

enablePrint();

openLink('upload', async ({transfer}) => {
  const found = await call('GET', forTransfer('/api/transfer', transfer));
  if (found.state === 'open') {
    begin(found);
  } else {
    showSent(found);
  }
});

/** @param {any} found */
function begin(found) {
  showFacts(found);
  const autosave = new MessageAutosave(found.id, found.message);
  let over = false;
  const sent = (/** @type {any} */ answer) => {
    over = true;
    autosave.over = true;
    sync.stop();
    clearErrors();
    const names = (/** @type {boolean} */ refused) => queue.items
        .filter(({state}) => (state === 'refused') === refused).map(({name}) => name);
    showSent({...found, ...answer, names: names(false), refused: names(true)});
  };
  const {queue, sync} = openDocumentPanel(found, sent, () => !over);
  const submit = new Submit(queue, sync, forTransfer('/api/transfer/submit', found.id), sent, undefined, new RefusedConsent());
  guardWhileSending(queue, () => !over && (queue.busy || submit.waiting),
      () => autosave.unsaved);
  showState('documents');
}

/** A deadline is a whole day. @param {string} iso @param {string | null} [deadline] */
function until(iso, deadline) {
  return deadline ? text('common.untilDay', {date: day(deadline)}) : moment(iso);
}

/** @param {any} found */
function showFacts({sender, contact, expiresAt, request}) {
  fill({sender: party(sender), contact: party(contact), expires: until(expiresAt, request?.deadline)});
  fill({
    'request-from': request ? text('verstuur.requestFrom', {name: request.from.name}) : null,
    'request-reference': request?.reference ?? null,
    'request-explanation': request?.explanation ?? null,
    'request-repeat': request ? repeat(request) : null,
  });
}

/** How often the request can be answered. @param {any} request */
function repeat({answers, last}) {
  if (last) {
    return answers > 0 ? text('verstuur.requestLast', {count: answers}) : null;
  }
  return text('verstuur.requestRepeat');
}

/** Whether more can be sent. @param {any} found */
function further({more, usedUp, contact}) {
  if (usedUp) {
    return text('verzonden.usedUp', {count: usedUp, name: contact.name});
  }
  return more ? text('verzonden.further', {until: until(more.until, more.deadline)}) : null;
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
    'sent-further': further(found),
  });
  offerMore(found);
  showState('sent');
}

/** A request goes on with its own link, which this page knows right after sending and the mail always. @param {any} found */
function offerMore({more, sender, contact}) {
  const button = byId('nog-iets');
  button.hidden = Boolean(more && !more.link);
  button.addEventListener('click', (event) => {
    if (more) {
      event.preventDefault();
      location.assign(more.link);
    } else {
      rememberDetails({
        'sender.name': sender.name, 'sender.email': sender.email, 'sender.organisation': sender.organisation ?? '',
        'sender.phone': sender.phone ?? '', 'contact.name': contact.name, 'contact.email': contact.email,
      });
    }
  });
}
