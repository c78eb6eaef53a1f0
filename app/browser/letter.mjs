/**
 * The letter: what a person wrote, as fields, and its one way of being written as JSON (WIRE §4).
 * The same letter gives the same bytes here and in app/wire/letter.py, by shared vectors.
 */

import {
  ATTACHMENT_FIELDS,
  LETTER_FIELDS,
  LETTER_ID_BYTES,
  WIRE_VERSION,
} from "./constants.generated.mjs";
import { toHex } from "./encoding.mjs";
import { LetterMalformed } from "./errors.mjs";
import { normalise } from "./text.mjs";

/**
 * @typedef {Record<string, string | string[]>} Answers normalised, in questionnaire order
 *
 * @typedef {object} Attachment
 * @property {string} name normalised
 * @property {string} type media type of what it holds
 * @property {number} size bytes
 * @property {string[]} pieces ids of envelopes, in the order of the bytes
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
 * @property {Attachment[]} attachments
 * @property {import("./receipt.mjs").LetterReturn | null} return null: nobody comes back for answers
 */

/**
 * Return the letter with these fields and those that every letter of a sealed page has alike.
 *
 * @param {Omit<Letter, "via" | "marks" | "attachments" | "return"> & Partial<Letter>} fields
 * @returns {Letter}
 */
export function compose(fields) {
  return { return: null, attachments: [], ...fields, via: "sealed", marks: [] };
}

/**
 * Return the letter's JSON in UTF-8, its fields in WIRE §4's order.
 *
 * @param {Letter} letter
 * @returns {Uint8Array<ArrayBuffer>}
 * @throws {LetterMalformed} a text in it is not normalised (WIRE §5)
 */
export function serialise(letter) {
  const names = letter.attachments.map(({ name }) => name);
  const texts = Object.values(letter.answers).flat();
  if ([...texts, ...names].some((text) => normalise(text) !== text)) {
    throw new LetterMalformed("a text is not normalised");
  }
  const attachments = letter.attachments.map((each) => inOrder(ATTACHMENT_FIELDS, { ...each }));
  const fields = { ...letter, attachments, wire: WIRE_VERSION };
  return new TextEncoder().encode(JSON.stringify(inOrder(LETTER_FIELDS, fields)));
}

/**
 * @param {readonly string[]} names
 * @param {Record<string, unknown>} fields
 */
function inOrder(names, fields) {
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
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
