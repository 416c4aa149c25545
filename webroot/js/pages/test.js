/**
 * The network test.
 */

import {runChecks} from '../networktest/checks.js';
import {TooManyTests} from '../networktest/exchange.js';
import {CHECKS, decode, encode} from '../networktest/result-code.js';
import {announce, byId, element} from '../shared/dom.js';
import {exclusive} from '../shared/exclusive.js';
import {moment} from '../shared/format.js';
import {text} from '../shared/texts.js';

/** @typedef {Record<string, import('../networktest/checks.js').Finding>} Findings */

const run = exclusive(async () => {
  const button = byId('begin');
  byId('uitkomst').hidden = true;
  button.setAttribute('aria-disabled', 'true');
  byId('bezig').textContent = text('test.busy');
  try {
    const findings = await runChecks();
    byId('bezig').textContent = '';
    show(findings);
    showForOthers(findings);
  } catch (failure) {
    if (!(failure instanceof TooManyTests)) {
      throw failure;
    }
    byId('bezig').textContent = text('test.tooMany');
  } finally {
    button.removeAttribute('aria-disabled');
    button.textContent = button.dataset.again ?? '';
  }
});

byId('begin').addEventListener('click', () => run());

byId('kopieer').addEventListener('click', async () => {
  await navigator.clipboard.writeText(byId('it').textContent ?? '');
  announce(text('test.copied'));
});

byId('lees').addEventListener('submit', (event) => {
  event.preventDefault();
  const outcome = decode(/** @type {HTMLInputElement} */ (byId('testcode')).value);
  byId('testcode-fout').hidden = Boolean(outcome);
  if (outcome) {
    show(Object.fromEntries(CHECKS.map((check) => [check, {state: outcome[check] ?? 'unknown', words: ''}])));
  } else {
    byId('testcode-fout').textContent = text('test.readWrong');
    byId('testcode').focus();
  }
});

/** @param {Findings} findings */
function show(findings) {
  byId('voor-wie').hidden = true;
  byId('oordeel').textContent = text(`test.${verdict(findings)}`);
  byId('punten').replaceChildren(...CHECKS.map((check) => {
    const {state, words} = findings[check] ?? {state: 'unknown', words: ''};
    return element('div', {}, element('dt', {}, text(`test.check-${check}`)),
        element('dd', {}, text(`test.state-${state}`),
            ...(words ? [element('span', {class: 'rc-muted'}, ` – ${words}`)] : [])));
  }));
  byId('uitkomst').hidden = false;
  byId('uitkomst-titel').focus();
}

/** Shows the code to read out, and the sentence for the IT department. @param {Findings} findings */
function showForOthers(findings) {
  const named = (/** @type {string} */ state) => CHECKS.filter((check) => findings[check]?.state === state)
      .map((check) => text(`test.check-${check}`)).join('; ');
  byId('voor-wie').hidden = false;
  byId('code').textContent = encode(Object.fromEntries(
      CHECKS.map((check) => [check, findings[check]?.state ?? 'unknown'])));
  byId('it').textContent = text(`test.it-${verdict(findings)}`, {
    date: moment(new Date().toISOString()), address: location.origin, failed: named('fail'), odd: named('odd')});
}

/** @param {Findings} findings */
function verdict(findings) {
  const states = Object.values(findings).map(({state}) => state);
  return states.includes('fail') ? 'bad' : states.includes('odd') ? 'odd' : 'good';
}
