import {ContentProof} from './content/content-proof.js';

/** 128 random bits, as 22 characters of base64url. */
function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * One document of the list, as this page knows it. `sent` is what has left this device, `offset` what the server is
 * known to hold; only `arrived` may be called received.
 *
 * queued: waits for its turn; sending; paused: by the user; offline: tries again by itself; failed: cannot go on;
 * elsewhere: the server holds a part and this page has no file; then checking, accepted or refused by the server.
 * @typedef {'queued' | 'sending' | 'paused' | 'offline' | 'failed' | 'elsewhere' | 'checking' | 'accepted'
 *   | 'refused'} State
 */
/**
 * Why it waits. line: nobody answers; stranger: somebody else answers in the place of our server; blocked: our server
 * answers, and the bytes do not reach it; wait: our server asks for patience.
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
    /** What this page calls it: the server makes one document of it, however often it is asked. */
    this.client = randomId();
    /** The file as it was chosen last, also when it has arrived: what is chosen next may be the same. */
    this.lastFile = file;
    this.proof = new ContentProof(this);
    /** Whether its content is being compared with a file. */
    this.comparing = false;
    /** Whether the file itself is to blame that it failed: then another one of this name takes its place. */
    this.fileFault = false;
    /** How often it began anew because the file changed. */
    this.restarts = 0;
    /** @type {string | null} what is to be said about it besides its state */
    this.note = null;
    /** Whether the server has it on its list. */
    this.registered = false;
    /** Waits until the server has been told of it. */
    this.awaitsRegistration = false;
    /** @type {string | null} the server's name for it, once it has one */
    this.id = null;
    /** @type {string | null} where its bytes go */
    this.url = null;
    /** @type {State} */
    this.state = 'queued';
    this.sent = 0;
    this.offset = 0;
    /** How often in a row the server got nothing more. */
    this.attempts = 0;
    /** @type {WaitReason | null} */
    this.waitReason = null;
    /** When the next try is due, in ms since the epoch. */
    this.retryAt = 0;
    /** @type {string | null} why it failed or was refused, in words */
    this.reason = null;
    /** What is to be said of one that goes along although it is something else than its name says. */
    this.warning = '';
    /** @type {number | null} bytes per second */
    this.speed = null;
  }

  get arrived() {
    return this.state === 'checking' || this.state === 'accepted' || this.state === 'refused';
  }

  get active() {
    return this.state === 'sending' || this.state === 'offline' || this.state === 'queued';
  }

  /** Whether the same file, chosen again, goes on with this one. */
  get needsFile() {
    return this.state === 'elsewhere' || this.state === 'failed';
  }

  /** @param {File | null} file that goes on with it; null: this page has none any more */
  setFile(file) {
    this.proof.stop();
    this.file = file;
    this.lastFile = file ?? this.lastFile;
    this.proof = new ContentProof(this);
  }

  /** @param {number} offset what the server has told that it holds */
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
