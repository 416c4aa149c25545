/**
 * The page that asks the visitor to look for the mail with the link.
 */

import '../shared/back-forward-cache.js';
import {byId} from '../shared/dom.js';
import {duration} from '../shared/format.js';
import {recallDetails} from '../shared/sender-details.js';
import {text} from '../shared/texts.js';

const details = recallDetails();
if (details) {
  byId('adres').textContent = details['sender.email'];
  byId('onderwerp').textContent = text('controleer.subjectText', {name: details['contact.name']});
  // All remembered details are texts.
  const minutes = Number(details.delayed ?? 0);
  if (minutes > 0) {
    byId('wanneer').textContent = text('controleer.delayed', {wait: duration(minutes * 60)});
    byId('na-hoe-lang').textContent = text('controleer.noneDelayed', {wait: duration((minutes + 10) * 60)});
  }
  byId('bekend').hidden = false;
  byId('onbekend').hidden = true;
}
