/**
 * Sealing: a letter goes in, an age file with exactly one post-quantum stanza comes out (WIRE §7).
 * typage would seal to nobody, to several or to a weaker recipient without a word: nothing here
 * hands it anything but one age1pq1 recipient, and nothing of an unexpected size is let out.
 */

import { Encrypter } from "age-encryption";
import {
  CHUNK_BYTES,
  HEADER_BYTES,
  NONCE_BYTES,
  RECIPIENT_PREFIX,
  TAG_BYTES,
} from "./constants.generated.mjs";
import { toHex } from "./encoding.mjs";
import { EnvelopeUnsealed, RecipientMalformed } from "./errors.mjs";
import { pad } from "./padding.mjs";

/**
 * @typedef {object} Envelope
 * @property {Uint8Array<ArrayBuffer>} bytes
 * @property {string} id SHA-256 of the bytes, 64 hex digits
 */

/** Whom a letter is sealed to: parsed once, as its 1,959 characters cost some milliseconds. */
export class Recipient {
  #encrypter;

  /**
   * @param {string} text as it was written
   * @param {Encrypter} encrypter which has been given this recipient and no other
   */
  constructor(text, encrypter) {
    this.text = text;
    this.#encrypter = encrypter;
  }

  /**
   * Return the recipient written as `age1pq1…`.
   *
   * @param {string} text
   * @returns {Recipient}
   * @throws {RecipientMalformed} it is of another type, incomplete or mistyped
   */
  static parse(text) {
    if (typeof text !== "string" || !text.startsWith(RECIPIENT_PREFIX)) {
      throw new RecipientMalformed(`a recipient begins with ${RECIPIENT_PREFIX}`);
    }
    const encrypter = new Encrypter();
    try {
      encrypter.addRecipient(text);
    } catch {
      // What typage says may quote the text, which could be an identity put here by mistake.
      throw new RecipientMalformed(`the ${RECIPIENT_PREFIX}… recipient is incomplete or mistyped`);
    }
    return new Recipient(text, encrypter);
  }

  /**
   * Return the envelope of a letter's bytes.
   *
   * @param {Uint8Array} letter
   * @returns {Promise<Envelope>}
   * @throws {LetterTooLarge} no bucket is that large
   * @throws {EnvelopeUnsealed} what came out is no envelope
   */
  async seal(letter) {
    const padded = pad(letter);
    const bytes = new Uint8Array(await this.#encrypter.encrypt(padded));
    const chunks = Math.ceil(padded.length / CHUNK_BYTES);
    const size = HEADER_BYTES + NONCE_BYTES + padded.length + chunks * TAG_BYTES;
    if (bytes.length !== size) {
      throw new EnvelopeUnsealed("what was sealed has not the size of an envelope");
    }
    return { bytes, id: toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))) };
  }
}
