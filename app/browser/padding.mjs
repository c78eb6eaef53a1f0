/**
 * Letters grow to a few sizes, so that an envelope's size tells only its bucket (WIRE §6).
 */

import {
  BUCKET_STEP,
  BUCKETS,
  LARGEST_BUCKET,
  LARGEST_LETTER,
  LENGTH_BYTES,
} from "./constants.generated.mjs";
import { LetterTooLarge } from "./errors.mjs";

/**
 * Return the letter with its big-endian length before it and zeros after it, as long as its bucket.
 *
 * @param {Uint8Array} letter
 * @returns {Uint8Array<ArrayBuffer>}
 * @throws {LetterTooLarge} the letter is longer than LARGEST_LETTER
 */
export function pad(letter) {
  const padded = new Uint8Array(bucket(LENGTH_BYTES + letter.length));
  new DataView(padded.buffer).setUint32(0, letter.length);
  padded.set(letter, LENGTH_BYTES);
  return padded;
}

/**
 * @param {number} size
 * @returns {number}
 */
function bucket(size) {
  if (size > LARGEST_BUCKET) {
    throw new LetterTooLarge(`a letter has at most ${LARGEST_LETTER} bytes: shorten it`);
  }
  const smallest = BUCKETS.find((each) => size <= each);
  return smallest ?? Math.ceil(size / BUCKET_STEP) * BUCKET_STEP;
}
