import {recall} from './details.js';
import {byId} from './dom.js';
import {duration} from './format.js';
import './fresh.js';
import {text} from './texts.js';

const details = recall();
if (details) {
  byId('adres').textContent = details['sender.email'];
  byId('onderwerp').textContent = text('controleer.subjectText', {name: details['contact.name']});
  // Kept as text, like all that was filled in.
  const minutes = Number(details.delayed ?? 0);
  if (minutes > 0) {
    byId('wanneer').textContent = text('controleer.delayed', {wait: duration(minutes * 60)});
    byId('na-hoe-lang').textContent = text('controleer.noneDelayed', {wait: duration((minutes + 10) * 60)});
  }
  byId('bekend').hidden = false;
  byId('onbekend').hidden = true;
}
