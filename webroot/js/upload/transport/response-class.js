/**
 * Classifies the answer to a request that carried bytes of a document.
 */

/** @typedef {import('./upload-request.js').Answer} Answer */
/**
 * taken: the bytes are stored; silent: no answer; wait: come back later. From an intermediary: smaller and other (it
 * refuses so many bytes, or this kind of request), stranger (anything else). From the portal: moved (it has another
 * offset), displaced (another tab or device continues), lost (the link must be opened again), refused (the content is
 * not allowed), final (trying again is no use).
 * @typedef {'refused' | 'taken' | 'silent' | 'smaller' | 'other' | 'stranger' | 'moved' | 'wait' | 'displaced' | 'lost'
 * | 'final'} ResponseClass
 */

/** The intermediary asks to sign in, or to accept terms (RFC 6585 section 6). */
const SIGN_IN = new Set([401, 407, 511]);
/** The portal's codes for a request that an intermediary has changed. */
const CHANGED = new Set(['tus-version', 'malformed', 'unsupported-type', 'method-not-allowed']);
/** Another try may succeed after these answers of the portal. */
const RETRYABLE = new Set([408, 423, 425, 429, 500, 502, 503, 504]);

/** @param {Answer | null} answer @returns {ResponseClass} */
export function classifyResponse(answer) {
  if (!answer || answer.status === 0) {
    return 'silent';
  }
  return answer.ours ? classifyOurs(answer) : classifyIntermediary(answer.status);
}

/** @param {Answer} answer @returns {ResponseClass} */
function classifyOurs({status, problem}) {
  const code = problem?.code ?? '';
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
function classifyIntermediary(status) {
  if (status < 400 || SIGN_IN.has(status)) {
    return 'stranger';
  }
  if (status === 429) {
    return 'wait';
  }
  return status === 413 || status === 408 || (status >= 500 && status !== 501) ? 'smaller' : 'other';
}
