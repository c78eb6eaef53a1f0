/** Everything around a Sender, pretended: page, network, intake, and sealing that hides nothing. */

import { toHex } from "../../app/browser/encoding.mjs";
import { EnvelopeUnsealed } from "../../app/browser/errors.mjs";
import { Sender } from "../../app/browser/sender.mjs";

/**
 * @typedef {import("../../app/browser/intake.mjs").Outcome} Outcome
 * @typedef {Outcome | ((post: Post) => Outcome | Promise<Outcome>)} Reply
 * @typedef {{bytes: Uint8Array, serial: number, letter: any}} Post
 */

/** @type {import("../../app/browser/sender.mjs").Form} */
export const FORM = {
  form: "write",
  version: 1,
  language: "ar",
  oneOf: [],
  questions: [
    question({ key: "message", kind: "text", required: true, limit: 20, options: [] }),
    question({ key: "writer", kind: "choice", options: [{ value: "for_me" }] }),
  ],
};

/**
 * @param {Partial<import("../../app/browser/validate.mjs").Question>} fields
 * @returns {import("../../app/browser/validate.mjs").Question}
 */
function question(fields) {
  const none = { key: "", kind: /** @type {const} */ ("text"), required: false, limit: null };
  return { ...none, options: [], every: false, when: [], ...fields };
}

/** @param {Uint8Array} bytes */
async function digest(bytes) {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes))));
}

/** @type {Reply} what an intake says that kept the envelope */
export const ARRIVED = async ({ bytes }) => ({ kind: "arrived", id: await digest(bytes) });
export const UNREACHABLE = /** @type {const} */ ({ kind: "unreachable" });
export const STALE = /** @type {const} */ ({ kind: "stale" });
export const CLOSED = /** @type {const} */ ({ kind: "closed" });
export const REFUSED = /** @type {const} */ ({ kind: "refused", code: "wrong-size" });

/** A page, a network and an intake, all of them pretended; sealing is 8 random bytes and the letter. */
export class World {
  /** @type {Record<string, unknown>} */
  fields = { message: "Hello" };
  /** @type {string[]} */
  states = [];
  /** @type {any} */
  state = null;
  /** @type {Post[]} */
  posts = [];
  /** @type {Reply[]} what the intake says, the last one for ever */
  replies = [ARRIVED];
  /** @type {(number | Error)[]} what a fetch of the keyring brings, the last one for ever */
  keyrings = [1];
  fetches = 0;
  seals = 0;
  sealingFails = false;
  now = new Date("2026-11-22T03:40:59Z");
  /** @type {any} */
  #keyring = null;

  /** @type {any} what is seen of a receipt, and what is known of its letter */
  receipt = null;
  wayBacks = 0;
  begun = 0;
  derivingFails = false;

  /** Whether a file keeps the letter from being sent. */
  held = false;
  /** Whether files are chosen. */
  hasFiles = false;
  /** @type {string[]} what the files were told */
  filesDid = [];
  /** @type {(letter: string, serial: number) => Promise<import("../../app/browser/attachments.mjs").Sent>} */
  sendFiles = async () => ({ attachments: [] });

  /** @type {import("../../app/browser/sender.mjs").View} */
  view = {
    read: () => this.fields,
    show: (state) => {
      this.state = state;
      this.states.push(state.name);
    },
    showReceipt: (shown, known) => {
      this.receipt = shown && { ...shown, known };
    },
  };

  sender = new Sender(
    {
      keyrings: {
        current: async () => this.#keyring ?? this.#fetch(),
        refresh: () => this.#fetch(),
      },
      post: async (bytes, serial) => this.#post(/** @type {Uint8Array} */ (bytes), serial),
      now: () => this.now,
      newWayBack: () => this.#newWayBack(),
      files: this.#files,
      idle: async () => {},
    },
    this.view,
    FORM,
  );

  /** @returns {import("../../app/browser/sender.mjs").Ports["files"]} */
  get #files() {
    const world = this;
    return {
      get isEmpty() {
        return !world.hasFiles;
      },
      hold: () => this.held,
      send: async (letter, { serial }) => this.sendFiles(letter, serial),
      rest: () => this.filesDid.push("rest"),
      clear: () => this.filesDid.push("clear"),
    };
  }

  /** @returns {import("../../app/browser/way_back.mjs").WayBack} */
  #newWayBack() {
    this.wayBacks += 1;
    const secret = String(this.wayBacks);
    /** @type {import("../../app/browser/way_back.mjs").WayBack} */
    const wayBack = {
      shown: null,
      begin: async () => {
        this.begun += 1;
        await wayBack.forLetter();
      },
      forLetter: async () => {
        wayBack.shown ??= { groups: [secret], call: null, made: this.now };
        await new Promise(setImmediate);
        if (this.derivingFails) throw new DOMException("no", "OperationError");
        wayBack.shown = { groups: [secret], call: [secret, secret], made: this.now };
        return { recipient: "", secret };
      },
    };
    return wayBack;
  }

  async #fetch() {
    const serial = this.keyrings[Math.min(this.fetches, this.keyrings.length - 1)];
    this.fetches += 1;
    await new Promise(setImmediate);
    if (serial instanceof Error) throw serial;
    this.#keyring = {
      serial,
      recipient: { seal: (/** @type {any} */ letter) => this.#seal(letter) },
    };
    return this.#keyring;
  }

  /** @param {Uint8Array<ArrayBuffer>} letter */
  async #seal(letter) {
    this.seals += 1;
    if (this.sealingFails) throw new EnvelopeUnsealed("no");
    const bytes = new Uint8Array([...crypto.getRandomValues(new Uint8Array(8)), ...letter]);
    return { bytes, id: await digest(bytes) };
  }

  /**
   * @param {Uint8Array} bytes
   * @param {number} serial
   */
  async #post(bytes, serial) {
    const letter = JSON.parse(new TextDecoder().decode(bytes.subarray(8)));
    const post = { bytes, serial, letter };
    const reply = this.replies[Math.min(this.posts.length, this.replies.length - 1)] ?? UNREACHABLE;
    this.posts.push(post);
    return typeof reply === "function" ? reply(post) : reply;
  }

  /** @param {Partial<World>} changes */
  static ready(changes = {}) {
    const world = Object.assign(new World(), changes);
    world.sender.ready();
    return world;
  }
}
