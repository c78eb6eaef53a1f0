/**
 * A picture's file without anything beside the picture. Browsers write their own into what they draw
 * (profiles, sizes, orientation): with it, files would tell one browser from another, and nobody could
 * say of each to come that nothing else got in.
 */

import { FileRefused } from "./errors.mjs";

const PNG_SIGNATURE = 8;
/** Bytes of a chunk of a PNG beside its data: length, type and check. */
const PNG_FRAME = 12;
const PNG_KEPT = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"];

const SCAN = 0xda;
const COMMENT = 0xfe;

/**
 * Return the picture's file with nothing but the picture.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes as the browser wrote them
 * @param {string} type
 * @returns {Blob}
 * @throws {FileRefused} it is not written as such files are
 */
export function bare(bytes, type) {
  const parts = type === "image/png" ? pngParts(bytes) : jpegParts(bytes);
  return new Blob(parts, { type });
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function jpegParts(bytes) {
  const parts = [bytes.subarray(0, 2)];
  let at = 2;
  while (bytes[at + 1] !== SCAN) {
    const marker = bytes[at + 1] ?? 0;
    const end = at + 2 + 256 * (bytes[at + 2] ?? 0) + (bytes[at + 3] ?? 0);
    if (bytes[at] !== 0xff || end >= bytes.length) throw new FileRefused("no-drawing");
    // What an application says, but for the first, without which it is no JPEG to some.
    const isSaid = (marker > 0xe0 && marker <= 0xef) || marker === COMMENT;
    if (!isSaid) parts.push(bytes.subarray(at, end));
    at = end;
  }
  return [...parts, bytes.subarray(at)];
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function pngParts(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts = [bytes.subarray(0, PNG_SIGNATURE)];
  let at = PNG_SIGNATURE;
  while (at < bytes.length) {
    const end = at + PNG_FRAME <= bytes.length ? at + PNG_FRAME + view.getUint32(at) : Infinity;
    if (end > bytes.length) throw new FileRefused("no-drawing");
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (PNG_KEPT.includes(type)) parts.push(bytes.subarray(at, end));
    at = end;
  }
  return parts;
}
