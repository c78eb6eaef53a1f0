/**
 * Beside the page: reads chosen files, draws pictures anew and seals pieces, so that the page never
 * freezes. It keeps the bytes of what was chosen until it is ended; it reaches no network. Answers
 * come in the order of what was asked:
 *
 *     {ask, what: "prepare", key, file}                     → {type, size}
 *     {ask, what: "keep", key, type, bytes}                 → {type, size}     drawn on the page
 *     {ask, what: "seal", key, at, letter, recipient}       → {bytes, id}
 *     {ask, what: "drop", key}                              → null
 *
 * Each answer is {ask, ok}, or {ask, refused: code} with the code of an error.
 */

import { LARGEST_ATTACHMENT, LARGEST_PIECE } from "./constants.generated.mjs";
import { Recipient } from "./envelope.mjs";
import { BrowserError, FileRefused } from "./errors.mjs";
import { writePiece } from "./piece.mjs";
import { redraw } from "./redraw.mjs";
import { isPicture, SNIFFED_BYTES, sniff } from "./sniff.mjs";

/** @type {Map<number, Uint8Array<ArrayBuffer>>} what is to be sent, as it is sent */
const kept = new Map();

/** @type {Recipient | null} parsed last */
let recipient = null;

/** @type {Record<string, (asked: any) => Promise<unknown> | unknown>} */
const WORK = {
  prepare: ({ key, file }) => prepare(key, file),
  keep: ({ key, type, bytes }) => keep(key, type, bytes),
  seal: ({ key, at, letter, recipient: to }) => seal(key, at, letter, to),
  drop: ({ key }) => {
    kept.delete(key);
    return null;
  },
};

/** One after another: two large pictures at once may be more than a phone can hold. */
let last = Promise.resolve();

self.addEventListener("message", ({ data }) => {
  last = last.then(() => answer(data));
});

/** @param {{ask: number, what: string}} asked */
async function answer(asked) {
  const { ask } = asked;
  try {
    const ok = await WORK[asked.what]?.(asked);
    self.postMessage({ ask, ok });
  } catch (error) {
    self.postMessage({ ask, refused: error instanceof BrowserError ? error.code : "unreadable" });
  }
}

/**
 * @param {number} key
 * @param {File} file
 */
async function prepare(key, file) {
  if (file.size === 0) throw new FileRefused("empty");
  const type = sniff(new Uint8Array(await file.slice(0, SNIFFED_BYTES).arrayBuffer()));
  if (!isPicture(type, file)) {
    if (file.size > LARGEST_ATTACHMENT) throw new FileRefused("too-large");
    return keep(key, type, new Uint8Array(await file.arrayBuffer()));
  }
  // The page draws where only pages can.
  if (typeof OffscreenCanvas === "undefined") return { type, size: 0 };
  const drawn = await redraw(file, type, (width, height) => new OffscreenCanvas(width, height));
  return keep(key, drawn.type, new Uint8Array(await drawn.arrayBuffer()));
}

/**
 * @param {number} key
 * @param {string} type
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
function keep(key, type, bytes) {
  if (bytes.length === 0) throw new FileRefused("empty");
  if (bytes.length > LARGEST_ATTACHMENT) throw new FileRefused("too-large");
  kept.set(key, bytes);
  return { type, size: bytes.length };
}

/**
 * @param {number} key
 * @param {number} at which piece, from 0
 * @param {string} letter
 * @param {string} to recipient as the keyring has it
 */
async function seal(key, at, letter, to) {
  const bytes = kept.get(key);
  if (!bytes) throw new FileRefused("unreadable");
  if (recipient?.text !== to) recipient = Recipient.parse(to);
  const data = bytes.subarray(at * LARGEST_PIECE, (at + 1) * LARGEST_PIECE);
  const { bytes: sealed, id } = await recipient.seal(writePiece(letter, data));
  // What a page posts from a blob does not pass through its own thread, which else would stand still.
  return { bytes: new Blob([sealed]), id };
}
