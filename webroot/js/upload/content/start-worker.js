/**
 * Starts the workers of this site under Trusted Types.
 */

/** The workers lie here, under the version of this page. */
const FOLDER = new URL('../../workers/', import.meta.url);
const NAME = /^[a-z]+\.js$/;

/**
 * The part of Trusted Types that this module needs; the compiler does not know it.
 * @typedef {{createScriptURL: (name: string) => string}} Policy
 */

/** @param {string} name of a file in that folder */
function address(name) {
  if (!NAME.test(name)) {
    throw new TypeError('no worker of ours');
  }
  return new URL(name, FOLDER).href;
}

/**
 * The only policy that the header of every page allows. It accepts addresses of the portal's workers, and throws for
 * any other string. No script can make a second policy of this name (Trusted Types, section 4.2.1).
 */
const policy = /** @type {{trustedTypes?: {createPolicy: (name: string, rules: Policy) => Policy}}} */ (globalThis)
    .trustedTypes?.createPolicy('rijkscloud-workers', {createScriptURL: address});

/** @param {string} name "codes.js" @returns {Worker} */
export function startWorker(name) {
  return new Worker(policy ? policy.createScriptURL(name) : address(name), {type: 'module'});
}
