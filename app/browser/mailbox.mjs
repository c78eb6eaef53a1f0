/**
 * The mailbox: the answers that wait for whoever has a receipt (WIRE §12). Nothing in it is handed
 * out before the signature over all of it was verified, and it was found to be for this receipt.
 * The same judgement as app/wire/mailbox.py, by shared vectors.
 */

import { bech32 } from "@scure/base";
import { Decrypter } from "age-encryption";
import {
  ANSWER_FIELDS,
  ANSWER_LIMIT,
  HEADER_BYTES,
  LENGTH_BYTES,
  MAILBOX_BYTES,
  MAILBOX_DAYS,
  MAILBOX_FIELDS,
  MAILBOX_PADDED_BYTES,
  MAILBOX_TYPE,
  SIGNATURE_BYTES,
} from "./constants.generated.mjs";
import { dayOf, isDay } from "./day.mjs";
import { verifyEd25519 } from "./ed25519.mjs";
import { toHex } from "./encoding.mjs";
import { MailboxEmpty, MailboxExpired, MailboxForged, MailboxMalformed } from "./errors.mjs";
import { mailboxId } from "./receipt.mjs";
import { count, normalise } from "./text.mjs";

const IDENTITY_PREFIX = "AGE-SECRET-KEY-PQ-";
const HEAD = `${MAILBOX_TYPE}\n`;
/** What typage says when the file key was found but the header is not the one that was sealed. */
const CHANGED = "invalid header HMAC";
const HEX = /^[0-9a-f]{32}$/;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$/;

/**
 * @typedef {object} Answer
 * @property {string} answer its id, 32 hex digits
 * @property {number} number grows with each
 * @property {string} day on which it was signed, as in 2026-11-22
 * @property {string} language tag
 * @property {string} text
 *
 * @typedef {object} Mailbox
 * @property {string} mailbox 32 hex digits
 * @property {string} recipient SHA-256 of the recipient, 64 hex digits
 * @property {number} revision grows with each change
 * @property {string} signed day
 * @property {string} expires last day on which it is shown
 * @property {Answer[]} answers oldest first; may be empty
 */

/**
 * Return what is in the mailbox. It has expired only if both clocks say so, as with the keyring.
 *
 * @param {Uint8Array<ArrayBuffer>} data the intake's answer
 * @param {import("./receipt.mjs").ReceiptKeys} keys
 * @param {Uint8Array<ArrayBuffer>} replyKey of a verified keyring
 * @param {import("./keyring.mjs").Clocks} clocks
 * @returns {Promise<Mailbox>}
 * @throws {MailboxEmpty} nothing here is for this receipt
 * @throws {MailboxMalformed} it is damaged, or not written as it must be
 * @throws {MailboxForged} the NAS did not sign it, or not for this receipt
 * @throws {MailboxExpired} its last day is over
 */
export async function openMailbox(data, keys, replyKey, clocks) {
  const signed = unpad(await unseal(data, keys.identitySeed));
  const text = signed.slice(SIGNATURE_BYTES);
  if (!(await verifyEd25519(signed.slice(0, SIGNATURE_BYTES), text, replyKey))) {
    throw new MailboxForged("the signature of the answers is not genuine");
  }
  const mailbox = parse(text);
  const recipient = new Uint8Array(keys.recipient);
  const ours = {
    mailbox: toHex(await mailboxId(keys.secret)),
    recipient: toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", recipient))),
  };
  if (mailbox.mailbox !== ours.mailbox || mailbox.recipient !== ours.recipient) {
    throw new MailboxForged("these answers were signed for another receipt");
  }
  const isOver = (/** @type {Date} */ date) => mailbox.expires < dayOf(date);
  if (isOver(clocks.device) && clocks.answer && isOver(clocks.answer)) {
    throw new MailboxExpired("the answers' last day is over");
  }
  return mailbox;
}

/**
 * Return the last day on which all of a mailbox can be read: an answer leaves by its own day.
 *
 * @param {Mailbox} mailbox
 * @returns {string}
 */
export function untilDay({ expires, answers }) {
  const leaving = answers.map(({ day }) => dayOf(new Date(`${day}T00:00:00Z`), MAILBOX_DAYS));
  return [expires, ...leaving].sort()[0] ?? expires;
}

/**
 * @param {Uint8Array<ArrayBuffer>} data
 * @param {Uint8Array} seed
 * @returns {Promise<Uint8Array>} the padded payload
 */
async function unseal(data, seed) {
  if (data.length !== MAILBOX_BYTES) throw new MailboxEmpty("this is nothing of a mailbox's size");
  const fileKey = await openHeader(data.slice(0, HEADER_BYTES), seed);
  const decrypter = new Decrypter();
  // Found once is enough: it is the slow part.
  decrypter.addIdentity({ unwrapFileKey: () => fileKey });
  try {
    return await decrypter.decrypt(data);
  } catch {
    throw new MailboxMalformed("what was sealed for this receipt is damaged");
  }
}

/**
 * @param {Uint8Array<ArrayBuffer>} header with one stanza and no more, as every envelope's
 * @param {Uint8Array} seed
 * @returns {Promise<Uint8Array>} the file key
 */
async function openHeader(header, seed) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(bech32.encodeFromBytes(IDENTITY_PREFIX, seed).toUpperCase());
  try {
    return await decrypter.decryptHeader(header);
  } catch (error) {
    if (error instanceof Error && error.message === CHANGED) {
      throw new MailboxMalformed("what was sealed for this receipt is damaged");
    }
    throw new MailboxEmpty("nothing here is for this receipt");
  }
}

/**
 * @param {Uint8Array} padded
 * @returns {Uint8Array<ArrayBuffer>} the signature and the text
 */
function unpad(padded) {
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  const end = LENGTH_BYTES + length;
  const isPadded = padded.length === MAILBOX_PADDED_BYTES && length >= SIGNATURE_BYTES;
  if (!isPadded || end > padded.length || padded.subarray(end).some((byte) => byte !== 0)) {
    throw new MailboxMalformed("the answers are not padded as they must be");
  }
  return new Uint8Array(padded.slice(LENGTH_BYTES, end));
}

/**
 * Return the fields of a verified text. There is one way to write them, so what would be written
 * otherwise was not read rightly.
 *
 * @param {Uint8Array} bytes
 * @returns {Mailbox}
 */
function parse(bytes) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const mailbox = JSON.parse(text.slice(HEAD.length));
    if (text === HEAD + serialise(mailbox) && isMailbox(mailbox)) return mailbox;
  } catch {
    // Thrown below, as the parser's own error quotes the text.
  }
  throw new MailboxMalformed("the answers are not written as they must be");
}

/**
 * @param {Mailbox} mailbox
 * @returns {string}
 */
function serialise(mailbox) {
  const answers = mailbox.answers.map((answer) => pick(answer, ANSWER_FIELDS));
  return JSON.stringify(pick({ ...mailbox, answers }, MAILBOX_FIELDS));
}

/**
 * @param {Record<string, any>} fields
 * @param {readonly string[]} names
 * @returns {Record<string, unknown>} these fields, in this order
 */
function pick(fields, names) {
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}

/**
 * @param {Mailbox} mailbox
 * @returns {boolean}
 */
function isMailbox({ revision, signed, expires, answers }) {
  return (
    isNumber(revision) &&
    isDay(signed) &&
    isDay(expires) &&
    signed <= expires &&
    answers.every(isAnswer) &&
    answers.every(({ number }, i) => i === 0 || number > (answers[i - 1]?.number ?? 0))
  );
}

/**
 * @param {Answer} answer
 * @returns {boolean}
 */
function isAnswer({ answer, number, day, language, text }) {
  return (
    HEX.test(answer) &&
    isNumber(number) &&
    isDay(day) &&
    LANGUAGE.test(language) &&
    typeof text === "string" &&
    normalise(text) === text &&
    count(text) >= 1 &&
    count(text) <= ANSWER_LIMIT
  );
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
function isNumber(value) {
  return Number.isSafeInteger(value) && Number(value) >= 1;
}
