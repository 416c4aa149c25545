/** The plan of an import: what a list would change in the accounts. */

import {byId, element} from '../shared/dom.js';
import {isolated, text} from '../shared/texts.js';

/** @typedef {import('json').AccountPlan} Plan */
/** @typedef {import('json').ListedPerson} Person */
/** @typedef {{disableAbsent: boolean, passwords: boolean}} Choices */

/** @param {string} key @param {Record<string, string | number>} [values] */
const words = (key, values) => text(`inspectie-accounts-lijst.${key}`, values);

/** @param {Plan} plan @param {Choices} choices */
export function changesNothing(plan, {disableAbsent, passwords}) {
  return plan.added.length + plan.changed.length === 0 && !(disableAbsent && plan.absent.length > 0)
    && !(passwords && plan.withoutPassword > 0);
}

/** @param {Plan} plan @param {Choices} choices */
export function showPlan(plan, choices) {
  const {added, changed, absent, closed, same, withoutPassword} = plan;
  byId('samenvatting').textContent = changesNothing(plan, choices) ? words('nothing') : words('summary', {
    added: added.length, changed: changed.length, closed: choices.disableAbsent ? absent.length : 0, same,
  });
  byId('plan').replaceChildren(
      ...(choices.passwords && withoutPassword > 0
        ? [element('p', {class: 'utrecht-paragraph'}, words('willGetPasswords', {count: withoutPassword}))] : []),
      ...part('added', added.map((person) => item(person, facts(person)))),
      ...part('changed', changed.map(({before, after, what}) => item(before, differences(before, after, what)))),
      ...part(choices.disableAbsent ? 'willClose' : 'absent', absent.map((person) => item(person, []))),
      ...part('closed', closed.map((person) => item(person, []))));
}

/** @param {string} key @param {HTMLElement[]} items */
function part(key, items) {
  return items.length === 0 ? [] : [
    element('h2', {class: 'utrecht-heading-2'}, words(`${key}Title`, {count: items.length})),
    ...(key === 'absent' || key === 'closed' ? [element('p', {class: 'utrecht-paragraph'}, words(`${key}Words`))] : []),
    element('ul', {class: 'utrecht-unordered-list'}, ...items)];
}

/** @param {Person} person @param {string[]} lines */
function item({name, email}, lines) {
  return element('li', {class: 'utrecht-unordered-list__item rc-wrap'}, `${isolated(name)} (${email})`,
      ...lines.map((line) => element('span', {class: 'rc-line'}, line)));
}

/** @param {Person} person */
function facts({roles, departments}) {
  return [roleNames(roles), departments.join(', ')].filter(Boolean);
}

/** @param {Person} before @param {Person} after @param {string[]} what */
function differences(before, after, what) {
  return what.map((one) => {
    switch (one) {
      case 'name': return words('newName', {name: isolated(after.name)});
      case 'mobile': return words('newMobile', {ending: after.numberEnding ?? ''});
      case 'roles': return difference('roles', before.roles, after.roles, (role) => text(`inspectie.role-${role}`));
      default: return difference('departments', before.departments, after.departments, (email) => email);
    }
  });
}

/**
 * @param {string} key @param {string[]} before @param {string[]} after @param {(one: string) => string} name
 */
function difference(key, before, after, name) {
  const more = after.filter((one) => !before.includes(one)).map(name).join(', ');
  const less = before.filter((one) => !after.includes(one)).map(name).join(', ');
  return [more && words(`${key}More`, {list: more}), less && words(`${key}Less`, {list: less})].filter(Boolean)
      .join(' ');
}

/** @param {string[]} roles */
function roleNames(roles) {
  return roles.map((role) => text(`inspectie.role-${role}`)).join(', ');
}
