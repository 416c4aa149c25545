/**
 * One document of the list, as this page knows it.
 */

import {ContentProof} from './content/content-proof.js';

/**
 * queued: waits for its turn; sending; paused: by the user; offline: tries again by itself; failed: cannot continue;
 * elsewhere: the server has a part of it and this page has no file; then checking, accepted or refused by the server.
 * @typedef {'queued' | 'sending' | 'paused' | 'offline' | 'failed' | 'elsewhere' | 'checking' | 'accepted'
 * | 'refused'} State
 */
/**
 * line: no answer; stranger: an intermediary answers in the place of the portal; blocked: the portal answers, but bytes
 * do not reach it; wait: the portal asks to come back later.
 * @typedef {'line' | 'stranger' | 'blocked' | 'wait'} WaitReason
 */

export class Item {
  static #count = 0;

  /** @param {string} name @param {number} size bytes @param {File | null} file */
  constructor(name, size, file) {
    Item.#count += 1;
    this.key = `document-${Item.#count}`;
    this.name = name;
    this.size = size;
    this.file = file;
    /** This page's own id: the server makes one document of it, even after repeated requests. */
    this.client = randomId();
    /** The last chosen file, kept after the upload too: the same file may be chosen again. */
    this.lastFile = file;
    this.proof = new ContentProof(this);
    /** True while its content is being compared with a file. */
    this.comparing = false;
    /** True if the file itself made it fail: then another file of this name takes its place. */
    this.fileFault = false;
    /** Restarts because the file had changed. */
    this.restarts = 0;
    /** @type {string | null} shown besides its state */
    this.note = null;
    /** True if it is on the server's list. */
    this.registered = false;
    /** True while its upload waits for that. */
    this.awaitsRegistration = false;
    /** @type {string | null} the server's id */
    this.id = null;
    /** @type {string | null} the address of the upload */
    this.url = null;
    /** @type {State} */
    this.state = 'queued';
    /** Bytes that have left this device. */
    this.sent = 0;
    /** Bytes that the server is known to have stored. */
    this.offset = 0;
    /** Failed attempts since the server last stored more. */
    this.attempts = 0;
    /** @type {WaitReason | null} */
    this.waitReason = null;
    /** The time of the next attempt, in ms since the epoch. */
    this.retryAt = 0;
    /** @type {string | null} the sentence about its failure or refusal */
    this.reason = null;
    /** The warning that its content does not fit its name. */
    this.warning = '';
    /** The sentence of the virus scanner. */
    this.scan = '';
    /** @type {number | null} bytes per second */
    this.speed = null;
  }

  /** Only a complete document may be called received. */
  get arrived() {
    return this.state === 'checking' || this.state === 'accepted' || this.state === 'refused';
  }

  get active() {
    return this.state === 'sending' || this.state === 'offline' || this.state === 'queued';
  }

  /** True if the upload continues when the same file is chosen again. */
  get needsFile() {
    return this.state === 'elsewhere' || this.state === 'failed';
  }

  /** @param {File | null} file that continues the upload; null if this page no longer has one */
  setFile(file) {
    this.proof.stop();
    this.file = file;
    this.lastFile = file ?? this.lastFile;
    this.proof = new ContentProof(this);
  }

  /** @param {number} offset that the server has reported */
  setStored(offset) {
    this.offset = offset;
    this.sent = offset;
  }

  /** @param {string} url */
  setUrl(url) {
    this.url = url;
    this.id = url.slice(url.lastIndexOf('/') + 1);
  }
}

/** 128 random bits, as 22 characters of base64url. */
function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
