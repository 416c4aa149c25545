/**
 * Asks the server for the offset of a document.
 */

import {call, forTransfer} from '../../shared/api.js';
import {Problem, toProblem} from '../../shared/problem.js';
import {UploadRequest} from './upload-request.js';

/**
 * The source of the answer. server: the portal reported the offset; line: no answer; stranger: an intermediary answers.
 * @typedef {{source: 'server', offset: number} | {source: 'line' | 'stranger'} | {source: 'problem', problem: Problem}}
 * UploadStatus
 */

/**
 * Asks by HEAD, as in tus. If a proxy refuses that, it reads the transfer instead.
 * @param {import('../item.js').Item} item @param {string} transfer
 * @param {import('./network-profile.js').NetworkProfile} network
 * @returns {Promise<UploadStatus>}
 */
export async function fetchStatus({url, id}, transfer, network) {
  if (network.headWorks) {
    const answer = await new UploadRequest('HEAD', /** @type {string} */ (url), {}).send();
    const offset = Number.parseInt(answer?.header('Upload-Offset') ?? '', 10);
    if (answer?.ours && !Number.isNaN(offset)) {
      return {source: 'server', offset};
    }
    if (answer?.ours && answer.status >= 500) {
      return {source: 'line'};
    }
  }
  try {
    /** @type {Partial<import('json').OpenTransfer>} */
    const {documents = []} = await call('GET', forTransfer('/api/transfer', transfer));
    network.headWorks = false;
    const found = documents.find((one) => one.id === id);
    return found ? {source: 'server', offset: found.offset}
      : {source: 'problem', problem: toProblem(404, {code: 'not-found'}, null)};
  } catch (problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    return problem.code === 'stranger' ? {source: 'stranger'}
      : ['network', 'unavailable'].includes(problem.code) ? {source: 'line'} : {source: 'problem', problem};
  }
}
