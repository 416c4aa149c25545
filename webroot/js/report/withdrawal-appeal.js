/**
 * Asks the recipients to withdraw a transfer that went to the wrong contact or has a wrong document.
 */

import {call, forTransfer} from '../shared/api.js';
import {byId} from '../shared/dom.js';
import {clearErrors, showProblem} from '../shared/errors.js';
import {exclusive} from '../shared/exclusive.js';
import {confirmUnlessHuman} from '../shared/human-check.js';
import {text} from '../shared/texts.js';

/**
 * @param {import('json').Report} report
 * @param {string | null} transfer
 * @param {() => Promise<void>} reload
 */
export function enableAppeal(report, transfer, reload) {
  byId('intrekken-deel').hidden = report.kind === 'sent' || report.state !== 'delivered';
  byId('intrekken-knop').addEventListener('click', exclusive(async () => {
    const question = {title: text('rapportage.appealTitle'), words: text('rapportage.appealText'),
        yes: text('rapportage.appeal')};
    if (!await confirmUnlessHuman(question)) {
      return;
    }
    try {
      await call('POST', forTransfer('/api/report/withdrawal', transfer), {});
      clearErrors();
      await reload();
      byId('intrekken-gedaan').textContent = text('rapportage.appealDone');
    } catch (problem) {
      showProblem(problem);
    }
  }));
}
