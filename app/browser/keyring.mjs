/**
 * The keyring: the signed public text that says to whom letters are sealed today (WIRE §10). Nothing
 * may be sealed under a keyring that did not pass every check here, and no field is believed before
 * the signature over it was verified.
 */

import {
  KEYRING_FIELDS,
  KEYRING_TYPE,
  LARGEST_NUMBER,
  NO_GRACE,
  SIGNATURE_KEY_BYTES,
} from "./constants.generated.mjs";
import { dayOf, isDay } from "./day.mjs";
import { fromBase64 } from "./encoding.mjs";
import { Recipient } from "./envelope.mjs";
import {
  KeyringExpired,
  KeyringForged,
  KeyringMalformed,
  KeyringTooOld,
  NoteForged,
  NoteMalformed,
  RecipientMalformed,
} from "./errors.mjs";
import { parseNote, verifyNote } from "./note.mjs";

const NUMBER = /^[1-9][0-9]{0,15}$/;

/**
 * @typedef {object} Keyring
 * @property {number} serial
 * @property {string} issued day in UTC, as in 2026-11-22
 * @property {string} expires last day on which it is valid
 * @property {Recipient} recipient
 * @property {Uint8Array<ArrayBuffer>} replyKey 32 bytes, verifies mailboxes
 * @property {Uint8Array<ArrayBuffer>} noticeKey 32 bytes, verifies notices
 *
 * @typedef {object} Trust what the page was built with
 * @property {import("./note.mjs").VerifierKey} root
 * @property {number} minimumSerial
 *
 * @typedef {object} Clocks
 * @property {Date} device
 * @property {Date | null} answer the answer's Date header, null when there was none
 */

/**
 * Return the keyring if it may be used. It has expired only if both clocks say so: a phone's clock
 * alone must not close the form.
 *
 * @param {string} text
 * @param {Trust} trust
 * @param {Clocks} clocks
 * @returns {Promise<Keyring>}
 * @throws {KeyringMalformed} checked first
 * @throws {KeyringForged} checked second
 * @throws {KeyringTooOld} checked third
 * @throws {KeyringExpired} checked last
 */
export async function openKeyring(text, trust, clocks) {
  const { note, keyring } = parse(text);
  try {
    await verifyNote(note, trust.root);
  } catch (error) {
    if (error instanceof NoteForged) throw new KeyringForged(error.message);
    throw error;
  }
  if (keyring.serial < trust.minimumSerial) {
    throw new KeyringTooOld(`keyring ${keyring.serial} is older than ${trust.minimumSerial}`);
  }
  if (isOver(keyring, clocks.device) && clocks.answer && isOver(keyring, clocks.answer)) {
    throw new KeyringExpired(`the keyring expired on ${keyring.expires}`);
  }
  return keyring;
}

/**
 * Tell whether the keyring's last day has passed by this clock.
 *
 * @param {Keyring} keyring
 * @param {Date} date
 * @returns {boolean}
 */
export function isOver(keyring, date) {
  return keyring.expires < dayOf(date);
}

/**
 * @param {string} text
 * @returns {{note: import("./note.mjs").Note, keyring: Keyring}}
 */
function parse(text) {
  try {
    const note = parseNote(text);
    return { note, keyring: parseFields(note.text) };
  } catch (error) {
    if (error instanceof NoteMalformed || error instanceof RecipientMalformed) {
      throw new KeyringMalformed(error.message);
    }
    throw error;
  }
}

/**
 * @param {string} text
 * @returns {Keyring}
 */
function parseFields(text) {
  const [head, ...lines] = text.slice(0, -1).split("\n");
  if (head !== KEYRING_TYPE) {
    throw new KeyringMalformed(`the first line of a keyring is ${KEYRING_TYPE}`);
  }
  const named = lines.every((line, i) => line.startsWith(`${KEYRING_FIELDS[i]} `));
  if (lines.length !== KEYRING_FIELDS.length || !named) {
    throw new KeyringMalformed(`the fields of a keyring are ${KEYRING_FIELDS.join(", ")}`);
  }
  const [
    serial = "",
    issued = "",
    expires = "",
    grace = "",
    recipient = "",
    reply = "",
    notice = "",
  ] = lines.map((line) => line.slice(line.indexOf(" ") + 1));
  if (!isNumber(serial)) {
    throw new KeyringMalformed("the serial is a positive number in plain digits");
  }
  if (!isDay(issued) || !isDay(expires) || expires < issued) {
    throw new KeyringMalformed("a keyring's days are written like 2026-11-22, in their order");
  }
  if (!isGrace(grace, Number(serial))) {
    throw new KeyringMalformed("grace is none, or a lower serial and a day");
  }
  return {
    serial: Number(serial),
    issued,
    expires,
    recipient: Recipient.parse(recipient),
    replyKey: parseKey(reply),
    noticeKey: parseKey(notice),
  };
}

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
function parseKey(text) {
  const key = fromBase64(text);
  if (key?.length === SIGNATURE_KEY_BYTES) return key;
  throw new KeyringMalformed(`a key that verifies is ${SIGNATURE_KEY_BYTES} bytes in base64`);
}

/**
 * @param {string} text
 * @returns {boolean}
 */
function isNumber(text) {
  return NUMBER.test(text) && Number(text) <= LARGEST_NUMBER;
}

/**
 * Tell whether a grace is written by the rule; only the intake acts on it.
 *
 * @param {string} text
 * @param {number} serial of the keyring
 * @returns {boolean}
 */
function isGrace(text, serial) {
  if (text === NO_GRACE) return true;
  const [earlier = "", until = "", ...more] = text.split(" ");
  return isNumber(earlier) && Number(earlier) < serial && isDay(until) && more.length === 0;
}
