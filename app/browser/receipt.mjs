/**
 * The receipt: 25 digits with which the writer of a letter comes back, and what is derived from them
 * (WIRE §11). The same as app/wire/receipt.py, by shared vectors. No error repeats what was typed,
 * and nothing here keeps, stores or sends a digit.
 */

import { MLKEM768X25519 } from "@noble/post-quantum/hybrid.js";
import {
  CALL_DIGITS,
  CASE_SECRET_BYTES,
  DIGIT_ZEROS,
  MAILBOX_ID_BYTES,
  RECEIPT_DIGITS,
  RECEIPT_GROUP,
  RECEIPT_INFO,
  RECEIPT_ITERATIONS,
  RECEIPT_SALT,
  RECEIPT_SEED_BYTES,
  RECEIPT_SKIPPED,
} from "./constants.generated.mjs";
import { toBase64, toHex } from "./encoding.mjs";
import { ReceiptCharacter, ReceiptCheck, ReceiptLength } from "./errors.mjs";

/** The largest multiple of 10 that a byte can be below: what is above it would favour some digits. */
const FAIR = 250;
const CALL_BYTES = 8;

/**
 * @typedef {object} ReceiptKeys
 * @property {Uint8Array<ArrayBuffer>} identitySeed 32 bytes: opens the answers
 * @property {Uint8Array} recipient 1,216 raw bytes: answers are sealed to it
 * @property {Uint8Array<ArrayBuffer>} secret 32 bytes, the case secret: joins letters, names the mailbox
 *
 * @typedef {object} LetterReturn a letter's field `return` (WIRE §4)
 * @property {string} recipient base64
 * @property {string} secret 64 hex digits
 */

/**
 * Return a new receipt: random digits and their check digit.
 *
 * @returns {string}
 */
export function newReceipt() {
  let digits = "";
  while (digits.length < RECEIPT_DIGITS - 1) {
    const [byte = FAIR] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < FAIR) digits += byte % 10;
  }
  return digits + ((11 - remainder(digits)) % 10);
}

/**
 * Return the receipt that a person typed or pasted, in whatever script and grouping, as ASCII digits.
 *
 * @param {string} text
 * @returns {string}
 * @throws {ReceiptCharacter} something in it is no digit
 * @throws {ReceiptLength} it has not 25 digits
 * @throws {ReceiptCheck} one of them is wrong
 */
export function parseReceipt(text) {
  let digits = "";
  for (const character of text) {
    if (RECEIPT_SKIPPED.includes(character)) continue;
    digits += digitOf(character);
  }
  if (digits.length !== RECEIPT_DIGITS) {
    throw new ReceiptLength(`a receipt has ${RECEIPT_DIGITS} digits`);
  }
  if ((remainder(digits.slice(0, -1)) + Number(digits.at(-1))) % 10 !== 1) {
    throw new ReceiptCheck("a digit of the receipt is wrong: compare each with the paper");
  }
  return digits;
}

/**
 * Return the groups in which a receipt is shown.
 *
 * @param {string} receipt
 * @returns {string[]}
 */
export function groups(receipt) {
  return receipt.match(new RegExp(`.{1,${RECEIPT_GROUP}}`, "g")) ?? [];
}

/**
 * Return the keys of a receipt. The browser's own PBKDF2 does the long part beside the page's
 * thread; the recipient costs that thread some milliseconds.
 *
 * @param {string} receipt as `parseReceipt` returns it
 * @param {string} site lower-case host name that the page carries
 * @returns {Promise<ReceiptKeys>}
 */
export async function derive(receipt, site) {
  const { subtle } = crypto;
  const password = await subtle.importKey("raw", encode(receipt), "PBKDF2", false, ["deriveBits"]);
  const salt = encode(RECEIPT_SALT + site);
  const rounds = { name: "PBKDF2", hash: "SHA-512", salt, iterations: RECEIPT_ITERATIONS };
  const seed = new Uint8Array(await subtle.deriveBits(rounds, password, RECEIPT_SEED_BYTES * 8));
  const identitySeed = await expand(seed, "identity-seed", RECEIPT_SEED_BYTES);
  const secret = await expand(seed, "case-secret", CASE_SECRET_BYTES);
  return { identitySeed, recipient: MLKEM768X25519.getPublicKey(identitySeed), secret };
}

/**
 * Return what a letter says of its way back.
 *
 * @param {ReceiptKeys} keys
 * @returns {LetterReturn}
 */
export function letterReturn({ recipient, secret }) {
  return { recipient: toBase64(recipient), secret: toHex(secret) };
}

/**
 * Return the id under which answers are asked for.
 *
 * @param {Uint8Array<ArrayBuffer>} secret
 * @returns {Promise<Uint8Array<ArrayBuffer>>} 16 bytes
 */
export function mailboxId(secret) {
  return expand(secret, "mailbox-id", MAILBOX_ID_BYTES);
}

/**
 * Return the digits by which two people on the phone know that they mean the same letter: the person
 * says the first group, the NAS answers the second.
 *
 * @param {Uint8Array<ArrayBuffer>} secret
 * @returns {Promise<[say: string, hear: string]>}
 */
export async function callDigits(secret) {
  const bytes = await expand(secret, "call-digits", CALL_BYTES);
  const number = new DataView(bytes.buffer).getBigUint64(0) % 10n ** BigInt(CALL_DIGITS);
  const digits = String(number).padStart(CALL_DIGITS, "0");
  return [digits.slice(0, CALL_DIGITS / 2), digits.slice(CALL_DIGITS / 2)];
}

/**
 * Return the state of ISO 7064 MOD 11,10 after these digits, ready for the check digit.
 *
 * @param {string} digits
 * @returns {number}
 */
function remainder(digits) {
  let state = 10;
  for (const digit of digits) state = (((state + Number(digit)) % 10 || 10) * 2) % 11;
  return state;
}

/**
 * @param {string} character
 * @returns {number}
 */
function digitOf(character) {
  const point = character.codePointAt(0) ?? 0;
  for (const zero of DIGIT_ZEROS) {
    const digit = point - (zero.codePointAt(0) ?? 0);
    if (digit >= 0 && digit < 10) return digit;
  }
  throw new ReceiptCharacter("a receipt holds nothing but digits, spaces and dashes");
}

/**
 * @param {Uint8Array<ArrayBuffer>} ikm
 * @param {string} purpose
 * @param {number} length bytes
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function expand(ikm, purpose, length) {
  const key = await crypto.subtle.importKey("raw", ikm, "HKDF", false, ["deriveBits"]);
  const salt = new Uint8Array();
  const info = encode(RECEIPT_INFO + purpose);
  const how = { name: "HKDF", hash: "SHA-256", salt, info };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, length * 8));
}

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
function encode(text) {
  return new TextEncoder().encode(text);
}
