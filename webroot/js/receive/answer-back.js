/** Lets an outsider send documents back to the sender of these: the server makes an upload link, and mails it too. */

import {call, forTransfer} from '../shared/api.js';
import {byId} from '../shared/dom.js';
import {showProblem} from '../shared/errors.js';
import {exclusive} from '../shared/exclusive.js';
import {confirmUnlessHuman} from '../shared/human-check.js';
import {text} from '../shared/texts.js';

/** @param {() => string | null} transfer the transfer that the page shows */
export function enableAnswer(transfer) {
  byId('terug-knop').addEventListener('click', exclusive(async () => {
    const question = {title: text('ontvang.answerTitle'), words: text('ontvang.answerText'), yes: text('ontvang.answer')};
    if (!await confirmUnlessHuman(question)) {
      return;
    }
    try {
      /** @type {{link: string}} */
      const {link} = await call('POST', forTransfer('/api/transfer/answer', transfer()), {});
      location.assign(link);
    } catch (problem) {
      showProblem(problem);
    }
  }));
}
