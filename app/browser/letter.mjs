/**
 * The letter: what a person wrote, as fields, and its one way of being written as JSON (WIRE §4).
 * The same letter gives the same bytes here and in app/wire/letter.py, by shared vectors.
 */

import { LETTER_FIELDS, LETTER_ID_BYTES, WIRE_VERSION } from "./constants.generated.mjs";
import { toHex } from "./encoding.mjs";
import { LetterMalformed } from "./errors.mjs";
import { normalise } from "./text.mjs";

/**
 * @typedef {Record<string, string | string[]>} Answers normalised, in questionnaire order
 *
 * @typedef {object} Letter
 * @property {string} letter letter id, 32 hex digits
 * @property {string} form
 * @property {number} version of the form
 * @property {string} language
 * @property {number} serial of the keyring under which it is sealed
 * @property {"sealed"} via
 * @property {string} written the minute in UTC
 * @property {string[]} marks
 * @property {Answers} answers
 * @property {string[]} attachments
 * @property {import("./receipt.mjs").LetterReturn | null} return null: nobody comes back for answers
 */

/**
 * Return the letter with these fields and those that every letter of a sealed page has alike.
 *
 * @param {Omit<Letter, "via" | "marks" | "attachments" | "return"> & Partial<Letter>} fields
 * @returns {Letter}
 */
export function compose(fields) {
  return { return: null, ...fields, via: "sealed", marks: [], attachments: [] };
}

/**
 * Return the letter's JSON in UTF-8, its fields in WIRE §4's order.
 *
 * @param {Letter} letter
 * @returns {Uint8Array<ArrayBuffer>}
 * @throws {LetterMalformed} a text in it is not normalised (WIRE §5)
 */
export function serialise(letter) {
  const texts = Object.values(letter.answers).flat();
  if (texts.some((text) => normalise(text) !== text)) {
    throw new LetterMalformed("an answer's text is not normalised");
  }
  /** @type {Record<string, unknown>} */
  const fields = { ...letter, wire: WIRE_VERSION };
  const ordered = LETTER_FIELDS.map((name) => [name, fields[name]]);
  return new TextEncoder().encode(JSON.stringify(Object.fromEntries(ordered)));
}

/**
 * Return a random letter id (WIRE §4).
 *
 * @returns {string}
 */
export function newLetterId() {
  return toHex(crypto.getRandomValues(new Uint8Array(LETTER_ID_BYTES)));
}

/**
 * Return the minute in UTC, as in `2026-11-22T03:40Z` (WIRE §4).
 *
 * @param {Date} date
 * @returns {string}
 */
export function writtenAt(date) {
  return `${date.toISOString().slice(0, 16)}Z`;
}
