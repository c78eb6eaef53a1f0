/**
 * Signed notes: a short text and who signed it (C2SP signed-note.md, Ed25519; WIRE §9). Never hands
 * out a text as verified that was not.
 */

import {
  NOTE_ALGORITHM,
  NOTE_KEY_ID_BYTES,
  NOTE_LIMIT,
  NOTE_SIGNATURE_LIMIT,
} from "./constants.generated.mjs";
import { verifyEd25519 } from "./ed25519.mjs";
import { fromBase64, toHex } from "./encoding.mjs";
import { NoteForged, NoteKeyMalformed, NoteMalformed } from "./errors.mjs";

const KEY_BYTES = 32;
const KEY = /^([!-*,-~]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/;
const SIGNATURE = /^— ([!-*,-~]+) ([A-Za-z0-9+/]+={0,2})$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const FORBIDDEN = /[\0-\x09\x0b-\x1f\x7f]/;

/**
 * @typedef {object} VerifierKey
 * @property {string} name
 * @property {string} keyId 8 hex digits
 * @property {Uint8Array<ArrayBuffer>} publicKey 32 bytes
 *
 * @typedef {object} Signature
 * @property {string} name
 * @property {string} keyId
 * @property {Uint8Array<ArrayBuffer>} signature
 *
 * @typedef {object} Note
 * @property {string} text not verified
 * @property {Signature[]} signatures
 */

/**
 * Return the public key written as `<name>+<8 hex digits>+<base64>`.
 *
 * @param {string} vkey
 * @returns {Promise<VerifierKey>}
 * @throws {NoteKeyMalformed} it is not, or the digits are not those of this name and key
 */
export async function parseVerifierKey(vkey) {
  const [, name, keyId, base64] = KEY.exec(vkey) ?? [];
  const data = fromBase64(base64 ?? "");
  if (!name || !keyId || data?.length !== 1 + KEY_BYTES || data[0] !== NOTE_ALGORITHM) {
    throw new NoteKeyMalformed("a note key is name+8 hex digits+base64 of an Ed25519 key");
  }
  const key = await verifierKey(name, data.slice(1));
  if (key.keyId !== keyId) throw new NoteKeyMalformed("the verifier key's id is not its own");
  return key;
}

/**
 * Return the key under the name by which notes mention it.
 *
 * @param {string} name
 * @param {Uint8Array<ArrayBuffer>} publicKey 32 bytes
 * @returns {Promise<VerifierKey>}
 */
export async function verifierKey(name, publicKey) {
  const head = new TextEncoder().encode(`${name}\n`);
  const named = new Uint8Array([...head, NOTE_ALGORITHM, ...publicKey]);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", named));
  return { name, keyId: toHex(digest.subarray(0, NOTE_KEY_ID_BYTES)), publicKey };
}

/**
 * Return the note's text and signatures, verifying none of them.
 *
 * @param {string} note
 * @returns {Note}
 * @throws {NoteMalformed} it has not the form of a signed note
 */
export function parseNote(note) {
  if (new TextEncoder().encode(note).length > NOTE_LIMIT) {
    throw new NoteMalformed(`a signed note has at most ${NOTE_LIMIT} bytes`);
  }
  if (FORBIDDEN.test(note)) {
    throw new NoteMalformed("a signed note has no control character but LF");
  }
  const blank = note.lastIndexOf("\n\n");
  if (blank < 0 || !note.endsWith("\n")) {
    throw new NoteMalformed("a signed note is text, an empty line and lines of signatures");
  }
  const lines = note.slice(blank + 2, -1).split("\n");
  if (lines.length > NOTE_SIGNATURE_LIMIT) {
    throw new NoteMalformed(`a note has at most ${NOTE_SIGNATURE_LIMIT} signatures`);
  }
  return { text: note.slice(0, blank + 1), signatures: lines.map(parseSignature) };
}

/**
 * Accept the note only if `key` signed it; signatures of other keys count for nothing.
 *
 * @param {Note} note
 * @param {VerifierKey} key
 * @returns {Promise<void>}
 * @throws {NoteForged} the key's signature is missing, or one that claims to be the key's is wrong
 */
export async function verifyNote(note, key) {
  const claims = note.signatures.filter((s) => s.name === key.name && s.keyId === key.keyId);
  if (claims.length === 0) throw new NoteForged(`the note is not signed by ${key.name}`);
  const text = new TextEncoder().encode(note.text);
  for (const claim of claims) {
    if (!(await verifyEd25519(claim.signature, text, key.publicKey))) {
      throw new NoteForged(`the signature of ${key.name} is not genuine`);
    }
  }
}

/**
 * @param {string} line
 * @returns {Signature}
 */
function parseSignature(line) {
  const [, name, base64] = SIGNATURE.exec(line) ?? [];
  const data = fromBase64(base64 ?? "");
  if (!name || !data || data.length <= NOTE_KEY_ID_BYTES) {
    throw new NoteMalformed("a line of signatures is not '— name base64'");
  }
  const keyId = toHex(data.subarray(0, NOTE_KEY_ID_BYTES));
  return { name, keyId, signature: data.slice(NOTE_KEY_ID_BYTES) };
}
