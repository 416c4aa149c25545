/** Links that save a signed statement which lies in the clear. */

import {element} from '../shared/dom.js';
import {text} from '../shared/texts.js';
import {hex} from './file-comparison.js';
import {entryOf} from './inclusion.js';

/** A link that saves this content. @param {string} content @param {string} name @param {string} [words] */
export function download(content, name, words = text('bewijs.save')) {
  const href = URL.createObjectURL(new Blob([content], {type: 'application/octet-stream'}));
  return element('a', {class: 'utrecht-link', href, 'download': name, 'aria-label': `${words}: ${name}`}, words);
}

/**
 * Links to a statement and to its PDF, which the portal makes.
 * @param {string} statement @param {string} name without its ending
 * @returns {Promise<(Element | string)[]>}
 */
export async function statementLinks(statement, name) {
  const words = text('rapportage.receiptPdf');
  const href = `/api/statements/${hex((await entryOf(statement)).buffer)}?format=pdf`;
  return [download(statement, `${name}.jws`), ', ',
    element('a', {class: 'utrecht-link', href, 'download': '', 'aria-label': `${text('bewijs.save')} ${words}: ${name}.pdf`}, words)];
}
