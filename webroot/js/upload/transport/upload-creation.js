/**
 * Creates a document on the server (tus creation).
 */

import {UploadRequest} from './upload-request.js';

/**
 * The answer may be lost: under the same client id the server makes one document, even after repeated requests.
 * @param {import('../item.js').Item} item @param {string} transfer
 */
export async function createUpload(item, transfer) {
  const answer = await new UploadRequest('POST', '/api/uploads', {
    'Upload-Length': String(item.size),
    'Upload-Metadata': metadata({
      filename: item.name, transfer, client: item.client, ...(item.file?.type && {filetype: item.file.type}),
    }),
  }).send();
  const url = answer?.ours && answer.status === 201 ? answer.header('Location') : null;
  return {answer, url, offset: Number.parseInt(answer?.header('Upload-Offset') ?? '0', 10)};
}

/** The header's form in tus: keys, and values in base64. @param {Record<string, string>} values */
function metadata(values) {
  return Object.entries(values).map(([key, value]) => `${key} ${base64(value)}`).join(',');
}

/** @param {string} words */
function base64(words) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(words)));
}
