import {call, forTransfer, Problem, toProblem} from '../../shared/api.js';
import {UploadRequest} from './upload-request.js';

/**
 * Where our server stands with a document. source: it told; line: nobody answers; stranger: somebody else answers.
 * @typedef {{source: 'server', offset: number} | {source: 'line' | 'stranger'} | {source: 'problem', problem: Problem}} UploadStatus
 */

/**
 * By HEAD, as tus has it. Where a proxy refuses that, by what the page of the transfer reads.
 * @param {import('../item.js').Item} item @param {string} transfer @param {import('./network-profile.js').NetworkProfile} network
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
    const {documents = []} = await call('GET', forTransfer('/api/transfer', transfer));
    network.headWorks = false;
    const found = documents.find((/** @type {{id: string}} */ one) => one.id === id);
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
