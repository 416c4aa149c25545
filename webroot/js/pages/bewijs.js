/**
 * The page on which anybody checks a signed statement, and compares files with it. Nothing leaves the browser, but for
 * the digest of a statement when somebody asks for later statements.
 */

import '../shared/back-forward-cache.js';
import {byId} from '../shared/dom.js';
import {onChosen} from '../shared/file-picker.js';
import {text} from '../shared/texts.js';
import {ComparedFiles} from '../statement/compared-files.js';
import {loadKeys} from '../statement/keys.js';
import {LaterStatements} from '../statement/later-statements.js';
import {MOST, check} from '../statement/signed-statement.js';
import {show} from '../statement/view.js';

const files = new ComparedFiles();
const later = new LaterStatements();
const ring = loadKeys().catch(() => null);

/** @type {[string, string, (chosen: File[]) => void][]} */
const PICKERS = [
  ['kies-bewijs', 'bewijs-kiezer', (chosen) => takeStatement(chosen)],
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
  const statements = dropped.filter(({name}) => /\.jws(\.txt)?$/i.test(name) || isProof(name));
  const others = dropped.filter((file) => !statements.includes(file));
  if (statements.length === 0 && !files.ready) {
    statements.push(...others.splice(0, 1));
  }
  await takeStatement(statements);
  files.add(others);
}

/** Checks a statement, or the saved proof that it is in the head of a day, or both. @param {File[]} chosen */
async function takeStatement(chosen) {
  const proof = chosen.find(({name}) => isProof(name));
  const statement = chosen.find((file) => file !== proof);
  if (statement) {
    await checkStatement(statement);
  }
  if (proof) {
    await later.takeProof(proof.size > MOST ? '' : await readText(proof));
  }
}

/** @param {string} name */
function isProof(name) {
  return /^dagstaat.*\.json$/i.test(name);
}

/** @param {File} file */
async function checkStatement(file) {
  byId('bezig').textContent = text('bewijs.busy');
  const keys = await ring;
  if (!keys) {
    byId('bezig').textContent = text('bewijs.noKeys');
    return;
  }
  const statement = file.size > MOST ? '' : (await readText(file)).trim();
  const {verdict, content} = await check(statement, keys);
  byId('bezig').textContent = '';
  files.begin(content ?? null);
  later.begin(content ? statement : null, keys);
  show(verdict, content);
}

/** Empty for a file that cannot be read any more. @param {File} file */
function readText(file) {
  return file.text().catch(() => '');
}
