/** @typedef {import('./upload-request.js').Answer} Answer */
/**
 * What an answer, or none, means for the bytes that were sent.
 *
 * taken; silent: nothing came back; smaller, other: a stranger refuses so many bytes, or this kind of request;
 * stranger: somebody else answers in the place of our server; wait: whoever it is asks for patience. The others are
 * our server's own: moved: it stands elsewhere; displaced: another tab or device goes on; lost: our link has to be opened
 * again; refused: what the document is, is not taken; final.
 * @typedef {'refused' | 'taken' | 'silent' | 'smaller' | 'other' | 'stranger' | 'moved' | 'wait' | 'displaced' | 'lost' | 'final'} ResponseClass
 */

/** Asks for a name and password, or for agreement (RFC 6585 section 6). */
const SIGN_IN = new Set([401, 407, 511]);
/** What our server says to a request that somebody has changed on its way. */
const CHANGED = new Set(['tus-version', 'malformed', 'unsupported-type', 'method-not-allowed']);
/** What our server may answer that another try can put right. */
const RETRYABLE = new Set([408, 423, 425, 429, 500, 502, 503, 504]);

/** @param {Answer | null} answer @returns {ResponseClass} */
export function classifyResponse(answer) {
  if (!answer || answer.status === 0) {
    return 'silent';
  }
  return answer.ours ? ofOurs(answer) : ofStranger(answer.status);
}

/** @param {Answer} answer @returns {ResponseClass} */
function ofOurs({status, problem}) {
  const code = problem?.code;
  if (status < 300) {
    return 'taken';
  }
  if (CHANGED.has(code)) {
    return 'other';
  }
  const known = /** @type {Record<string, ResponseClass>} */ (
    {'offset-mismatch': 'moved', 'upload-displaced': 'displaced', 'content-refused': 'refused', 'not-found': 'lost'});
  return known[code] ?? (RETRYABLE.has(status) ? 'wait' : 'final');
}

/** @param {number} status @returns {ResponseClass} */
function ofStranger(status) {
  if (status < 400 || SIGN_IN.has(status)) {
    return 'stranger';
  }
  if (status === 429) {
    return 'wait';
  }
  return status === 413 || status === 408 || (status >= 500 && status !== 501) ? 'smaller' : 'other';
}
