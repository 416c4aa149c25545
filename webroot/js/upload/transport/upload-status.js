import {call, ofTransfer, Problem, problemOf} from '../../shared/api.js';
import {Exchange} from './upload-request.js';

/**
 * Where our server stands with a document. reach: it told; line: nobody answers; stranger: somebody else answers.
 * @typedef {{reach: 'server', offset: number} | {reach: 'line' | 'stranger'} | {reach: 'problem', problem: Problem}} Standing
 */

/**
 * By HEAD, as tus has it. Where a proxy refuses that, by what the page of the transfer reads.
 * @param {import('../item.js').Item} item @param {string} transfer @param {import('./network-profile.js').Passage} passage
 * @returns {Promise<Standing>}
 */
export async function ask({url, id}, transfer, passage) {
  if (passage.head) {
    const answer = await new Exchange('HEAD', /** @type {string} */ (url), {}).send();
    const offset = Number.parseInt(answer?.header('Upload-Offset') ?? '', 10);
    if (answer?.ours && !Number.isNaN(offset)) {
      return {reach: 'server', offset};
    }
    if (answer?.ours && answer.status >= 500) {
      return {reach: 'line'};
    }
  }
  try {
    const {documents = []} = await call('GET', ofTransfer('/api/transfer', transfer));
    passage.head = false;
    const found = documents.find((/** @type {{id: string}} */ one) => one.id === id);
    return found ? {reach: 'server', offset: found.offset}
      : {reach: 'problem', problem: problemOf(404, {code: 'not-found'}, null)};
  } catch (problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    return problem.code === 'stranger' ? {reach: 'stranger'}
      : ['network', 'unavailable'].includes(problem.code) ? {reach: 'line'} : {reach: 'problem', problem};
  }
}
