import {recall} from './details.js';
import {byId} from './dom.js';
import {text} from './texts.js';

const details = recall();
if (details) {
  byId('adres').textContent = details['sender.email'];
  byId('onderwerp').textContent = text('controleer.subjectText', {name: details['contact.name']});
  byId('bekend').hidden = false;
  byId('onbekend').hidden = true;
}
