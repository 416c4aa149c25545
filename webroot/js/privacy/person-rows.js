/**
 * The rows about the data that is kept about a person.
 */

import {element} from '../shared/dom.js';
import {day, moment} from '../shared/format.js';
import {cell, row} from '../shared/table.js';
import {hasText, text} from '../shared/texts.js';

/** @typedef {import('json').PersonTransfers['items'][number]} PersonTransfer */

/** @param {PersonTransfer} item */
export function transferRow({id, kind, parts, data, createdAt, ...rest}) {
  return row(
      cell(text('inspectie.kind'), text(`inspectie.kind-${kind}`), 'rc-words'),
      cell(text('inspectie-persoon.part'), listed('part', parts), 'rc-words'),
      cell(text('inspectie-persoon.data'),
          data.length === 0 ? text('inspectie-persoon.data-account') : listed('data', data), 'rc-words'),
      cell(text('inspectie.began'), moment(createdAt)),
      cell(text('inspectie-persoon.documents'), until(rest), 'rc-words'),
      cell(text('inspectie.audit'), element('a', {
        'class': 'utrecht-link', 'href': `/inspectie/logboek?transfer=${id}`,
        'aria-label': text('inspectie-persoon.logOf', {kind: text(`inspectie.kind-${kind}`), began: moment(createdAt)}),
      }, text('inspectie-persoon.log'))));
}

/** @param {Pick<PersonTransfer, 'state' | 'expiresAt' | 'endedAt'>} item */
function until({state, expiresAt, endedAt}) {
  const words = text(`inspectie.state-${state}`);
  return endedAt ? `${words}: ${moment(endedAt)}`
    : text('inspectie-persoon.until', {state: words, day: day(expiresAt)});
}

/** @param {string} what @param {string[]} words */
function listed(what, words) {
  return words.map((word) => text(`inspectie-persoon.${what}-${word}`)).join(', ');
}

/** @param {import('json').PersonLetters['items'][number]} item */
export function letterRow({channel, kind, state, content, createdAt, expiresAt}) {
  const known = `inspectie-verzending.letter-${kind}`;
  const about = text(hasText(known) ? known : 'inspectie-verzending.letter-other');
  return row(
      cell(text('inspectie-persoon.letter'), `${text(`inspectie-persoon.channel-${channel}`)}: ${about}`, 'rc-words'),
      cell(text('inspectie.state'), text(`inspectie-persoon.letter-${state}`), 'rc-words'),
      cell(text('inspectie-persoon.made'), moment(createdAt)),
      cell(text('inspectie-persoon.content'),
          content ? text('inspectie-persoon.sealed', {until: moment(expiresAt)}) : text('inspectie-persoon.wiped'),
          'rc-words'));
}

/** The account of somebody's own book is named as the audit log names it. @param {import('json').PersonContact} item */
export function contactRow({department, owner, data, createdAt, usedAt}) {
  return row(
      cell(text('inspectie-persoon.book'), department ?? element('a', {
        class: 'utrecht-link', href: `/inspectie/logboek?actor=${owner}`,
      }, text('inspectie-persoon.bookOfOne')), 'rc-wrap'),
      cell(text('inspectie-persoon.data'), listed('data', data), 'rc-words'),
      cell(text('inspectie-persoon.made'), moment(createdAt)),
      cell(text('inspectie-persoon.contactUsed'), moment(usedAt)));
}

/** @param {import('json').PersonAccount} found */
export function accountItem({id, roles, departments, mobile, identity, createdAt, disabledAt}) {
  const kept = ['name', 'email', ...(mobile ? ['mobile'] : []), ...(identity ? ['identity'] : [])];
  /** @type {[string, string][]} */
  const facts = [
    ['inspectie-persoon.data', listed('data', kept)],
    ['inspectie.roles', roles.map((role) => text(`inspectie.role-${role}`)).join(', ')],
    ['inspectie.departments', departments.join(', ')],
    ['inspectie-persoon.made', moment(createdAt)],
    ['inspectie-persoon.closed', moment(disabledAt)],
  ];
  return element('div', {},
      element('dl', {class: 'rc-facts'}, ...facts.filter(([, value]) => value)
          .map(([name, value]) => element('div', {}, element('dt', {}, text(name)), element('dd', {}, value)))),
      element('ul', {class: 'utrecht-unordered-list'},
          toLog(`actor=${id}`, text('inspectie-persoon.logBy')),
          toLog(`subject=${id}`, text('inspectie-persoon.logAbout'))));
}

/** @param {string} filter @param {string} words */
function toLog(filter, words) {
  return element('li', {}, element('a', {class: 'utrecht-link', href: `/inspectie/logboek?${filter}`}, words));
}
