/**
 * One letter from the first try to the last: what must not change between tries, and what is known
 * of them. A draft is never shared by two persons: whoever comes after gets a new one.
 */

import { compose, newLetterId, serialise, writtenAt } from "./letter.mjs";

/**
 * @typedef {import("./envelope.mjs").Envelope} Envelope
 * @typedef {import("./keyring.mjs").Keyring} Keyring
 * @typedef {import("./letter.mjs").Answers} Answers
 * @typedef {import("./letter.mjs").Attachment} Attachment
 *
 * @typedef {object} Form
 * @property {string} form
 * @property {number} version
 * @property {string} language tag
 */

export class Draft {
  /** How its writer comes back. */
  wayBack;

  /** The same for every try, so that staff's side merges whatever arrives. */
  letterId = newLetterId();

  /** Whether an envelope of this letter may have arrived without our knowing. */
  doubt = false;

  /** @type {{of: string, language: string, envelope: Envelope} | null} sealed last, and of what */
  #sealed = null;

  /** @param {import("./way_back.mjs").WayBack} wayBack */
  constructor(wayBack) {
    this.wayBack = wayBack;
  }

  /**
   * Return the envelope of these answers: the very same bytes as long as neither answers, files nor
   * keyring changed, nor the language of a letter that surely has not arrived.
   *
   * @param {Form} form
   * @param {Answers} answers
   * @param {Attachment[]} attachments whose pieces have arrived
   * @param {Keyring} keyring
   * @param {Date} now
   * @returns {Promise<Envelope>}
   */
  async seal({ form, version, language }, answers, attachments, { serial, recipient }, now) {
    const of = JSON.stringify([serial, answers, attachments]);
    const last = this.#sealed;
    if (last?.of === of && (this.doubt || last.language === language)) return last.envelope;
    const letter = compose({
      letter: this.letterId,
      form,
      version,
      language,
      serial,
      written: writtenAt(now),
      answers,
      attachments,
      return: await this.wayBack.forLetter(),
    });
    const envelope = await recipient.seal(serialise(letter));
    this.#sealed = { of, language, envelope };
    return envelope;
  }
}
