/**
 * Shows a transfer to the help desk: for each party the likely cause, the caller's next step and the events, in
 * sentences that can be read out.
 */

import {element} from '../shared/dom.js';
import {counted, shortMoment} from '../shared/format.js';
import {hasText, text} from '../shared/texts.js';

/** @typedef {import('json').HelpDeskCase} Case */
/** @typedef {Case['parties'][number]} Party */
/** @typedef {Party['letters'][number]} Letter */

/** Causes for which the transfer is as it should be. */
const FINE = ['done', 'collect-waits'];
/** Causes that time alone solves. */
const UNDERWAY = ['checking', 'not-sent-yet', 'mail-waiting', 'sms-waiting', 'sms-underway', 'code-waits', 'not-all'];

/** @param {string} key @param {Record<string, string | number>} [values] */
const words = (key, values) => text(`inspectie-helpdesk.${key}`, values);

/** @param {Case} found @param {boolean} open */
export function caseView(found, open) {
  const {number, kind, createdAt, parties} = found;
  const view = element('details', {class: 'rc-case', ...(open && {open: ''})},
      element('summary', {},
          element('h2', {class: 'utrecht-heading-2'}, words('heading', {number})),
          element('span', {class: 'rc-line'},
              words('summary', {kind: text(`inspectie.kind-${kind}`), began: shortMoment(createdAt)}))),
      ...parties.map((party) => partyView(found, party)));
  return view;
}

/** @param {Case} found @param {Party} party */
function partyView(found, party) {
  const part = words(`part-${party.part}`);
  const values = {
    at: short(party.at), until: shortMoment(found.expiresAt), ending: party.numberEnding ?? '', wrong: party.wrongCodes,
    done: party.downloaded, count: found.documents, documents: counted('document', found.documents),
    reason: party.reason ?? '–',
  };
  const act = `do-${party.part}-${party.cause}`;
  const tone = FINE.includes(party.cause) ? 'done' : UNDERWAY.includes(party.cause) ? 'underway' : 'wrong';
  return element('section', {class: `rc-caller rc-caller--${tone}`},
      element('h3', {class: 'utrecht-heading-3'},
          party.asked ? words('isAsked', {part}) : words('isOther', {part, address: party.address ?? ''})),
      element('p', {class: 'rc-caller__cause'}, words(`why-${party.cause}`, values)),
      element('p', {class: 'utrecht-paragraph'}, element('b', {}, `${words('do')}: `),
          words(hasText(`inspectie-helpdesk.${act}`) ? act : `do-${party.cause}`, values)),
      ...history(found, party, values));
}

/** @param {Case} found @param {Party} party @param {Record<string, string | number>} values */
function history(found, party, values) {
  /** @type {{at: string, line: string}[]} */
  const past = party.letters.map((letter) => ({at: letter.at, line: letterLine(letter)}));
  /** @param {string | null} at @param {string} key */
  const add = (at, key) => at && past.push({at, line: words(key, {at: short(at)})});
  add(party.linkOpenedAt, 'link-opened');
  add(party.openedAt, 'opened');
  add(party.allDownloadedAt, 'all-downloaded');
  if (party.part === 'sender') {
    add(found.submittedAt, 'submitted');
  }
  const now = [
    ...(party.wrongCodes > 0 ? [words(party.locked ? 'wrong-locked' : 'wrong', values)] : []),
    ...(party.part !== 'sender' && party.openedAt && !party.allDownloadedAt ? [words('downloaded', values)] : []),
  ];
  const lines = [...now, ...past.sort((one, other) => other.at.localeCompare(one.at)).map(({line}) => line)];
  return lines.length === 0 ? [] : [
    element('h4', {class: 'rc-caller__happened'}, words('happened')),
    element('ul', {class: 'utrecht-unordered-list'},
        ...lines.map((line) => element('li', {class: 'utrecht-unordered-list__item'}, line))),
  ];
}

/** "Sms afgeleverd op 29 nov 14.57 op het nummer dat eindigt op 78". @param {Letter} letter */
export function letterLine({channel, kind, state, delivery, at, nextTryAt, numberEnding}) {
  const known = `inspectie-verzending.letter-${kind}`;
  return words(`${channel}-${delivery ?? state}`, {
    at: short(at), next: short(nextTryAt), ending: numberEnding ?? '',
    what: text(hasText(known) ? known : 'inspectie-verzending.letter-other'),
  });
}

/** @param {string | null} at */
function short(at) {
  return at ? shortMoment(at) : '';
}
