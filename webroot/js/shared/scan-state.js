/**
 * Describes the malware state of a document.
 */

import {moment} from './format.js';
import {text} from './texts.js';

/** @typedef {import('api').components['schemas']['Scan']} Scan */

/**
 * One sentence; empty where there is no scanner or nothing is known yet.
 * @param {Scan | null} scan
 */
export function scanState(scan) {
  if (!scan || scan.reason === 'off') {
    return '';
  }
  const {state, reason = '', engine = '', signatures = '', finding = '', at} = scan;
  return state === 'not-scanned'
    ? text(`scan.not-${reason}`)
    : text(`scan.${state}`, {engine: [engine, signatures].filter(Boolean).join('/'), time: moment(at), finding});
}

/**
 * Tells a recipient that a document needs a password, or has macros.
 * @param {Scan | null} scan @param {string | null} kind the one that a warning has named already
 */
export function scanAdvice(scan, kind) {
  return [
    scan?.encrypted ? text('scan.encrypted') : '',
    scan?.macros && kind !== 'office-macros' ? text('soort.warningMacros') : '',
  ].filter(Boolean).join(' ');
}
