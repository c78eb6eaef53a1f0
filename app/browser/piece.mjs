/**
 * A piece of a file: what its envelope holds, bound to one letter (WIRE §17). The same bytes come out
 * here and in app/wire/piece.py, by shared vectors.
 */

import { LARGEST_PIECE, LETTER_ID_BYTES, PIECE_TYPE } from "./constants.generated.mjs";
import { PieceMalformed } from "./errors.mjs";

const LETTER_ID = new RegExp(`^[0-9a-f]{${2 * LETTER_ID_BYTES}}$`);

/**
 * Return how many pieces a file of this size lies in.
 *
 * @param {number} size bytes
 * @returns {number}
 */
export function piecesOf(size) {
  return Math.ceil(size / LARGEST_PIECE);
}

/**
 * Return what the envelope of a piece holds, before it is padded.
 *
 * @param {string} letter id of the letter that it belongs to
 * @param {Uint8Array} data
 * @returns {Uint8Array<ArrayBuffer>}
 * @throws {PieceMalformed} no byte, more than LARGEST_PIECE, or no letter's id
 */
export function writePiece(letter, data) {
  if (!LETTER_ID.test(letter))
    throw new PieceMalformed("a piece names its letter by 32 hex digits");
  if (data.length < 1 || data.length > LARGEST_PIECE) {
    throw new PieceMalformed(`a piece holds 1 to ${LARGEST_PIECE} bytes`);
  }
  const head = new TextEncoder().encode(`${PIECE_TYPE}\n${letter}\n`);
  const content = new Uint8Array(head.length + data.length);
  content.set(head);
  content.set(data, head.length);
  return content;
}
