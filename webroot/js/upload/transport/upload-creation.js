/**
 * Creates a document on the server (tus creation), with or without its content.
 */

import {OFFSET} from './network-profile.js';
import {UploadRequest} from './upload-request.js';

/**
 * The answer may be lost: under the same client id the server makes one document, even after repeated requests.
 * @param {import('../item.js').Item} item @param {string} transfer @param {Blob | null} content goes with the request
 */
export function creationRequest(item, transfer, content) {
  return new UploadRequest('POST', '/api/uploads', {
    'Upload-Length': String(item.size),
    'Upload-Metadata': metadata({
      filename: item.name, transfer, client: item.client, ...(item.file?.type && {filetype: item.file.type}),
    }),
    ...(content && {'Content-Type': OFFSET}),
  });
}

/** The header's form in tus: keys, and values in base64. @param {Record<string, string>} values */
function metadata(values) {
  return Object.entries(values).map(([key, value]) => `${key} ${base64(value)}`).join(',');
}

/** @param {string} words */
function base64(words) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(words)));
}
