/**
 * The legal hold that keeps a transfer from being destroyed and withdrawn.
 */

import {byId} from '../shared/dom.js';
import {day} from '../shared/format.js';
import {text} from '../shared/texts.js';

/** @param {import('json').Dossier} dossier */
export function showHold({hold}) {
  byId('vastgezet-deel').hidden = hold === null;
  if (hold) {
    byId('vastgezet').textContent = text('inspectie-verzending.holdText', {by: hold.by, day: day(hold.until)});
    byId('vastgezet-reden').textContent = hold.reason === null ? ''
      : text('inspectie-verzending.holdReason', {reason: hold.reason});
  }
}
