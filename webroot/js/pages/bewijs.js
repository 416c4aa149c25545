/**
 * The page on which anybody checks a signed statement, and compares files with it. Nothing leaves the browser.
 */

import '../shared/back-forward-cache.js';
import {byId} from '../shared/dom.js';
import {onChosen} from '../shared/file-picker.js';
import {text} from '../shared/texts.js';
import {ComparedFiles} from '../statement/compared-files.js';
import {loadKeys} from '../statement/keys.js';
import {MOST, check} from '../statement/signed-statement.js';
import {show} from '../statement/view.js';

const files = new ComparedFiles();
const ring = loadKeys().catch(() => null);

/** @type {[string, string, (chosen: File[]) => void][]} */
const PICKERS = [
  ['kies-bewijs', 'bewijs-kiezer', ([file]) => file && checkStatement(file)],
  ['kies-bestanden', 'bestanden-kiezer', (chosen) => files.add(chosen)]];

for (const [button, field, take] of PICKERS) {
  const picker = /** @type {HTMLInputElement} */ (byId(field));
  byId(button).addEventListener('click', () => picker.click());
  onChosen(picker, take);
}

for (const kind of ['dragover', 'drop']) {
  addEventListener(kind, (event) => event.preventDefault());
}
addEventListener('drop', (event) => takeDropped([...(event.dataTransfer?.files ?? [])]));

/** Checks the dropped statement, and compares the other files with it. @param {File[]} dropped */
async function takeDropped(dropped) {
  const statements = dropped.filter(({name}) => /\.jws(\.txt)?$/i.test(name));
  const others = dropped.filter((file) => !statements.includes(file));
  const statement = statements[0] ?? (files.ready ? null : others.shift());
  if (statement) {
    await checkStatement(statement);
  }
  files.add(others);
}

/** @param {File} file */
async function checkStatement(file) {
  byId('bezig').textContent = text('bewijs.busy');
  const keys = await ring;
  if (!keys) {
    byId('bezig').textContent = text('bewijs.noKeys');
    return;
  }
  const {verdict, content} = file.size > MOST
    ? {verdict: 'not-a-statement', content: undefined} : await check(await readText(file), keys);
  byId('bezig').textContent = '';
  files.begin(content ?? null);
  show(verdict, content);
}

/** Empty for a file that cannot be read any more. @param {File} file */
function readText(file) {
  return file.text().catch(() => '');
}
