/**
 * A draft file is an age file with one passphrase, as `age -p` writes it and `age -d` opens it. The
 * passphrase's key is derived elsewhere (draft_key.mjs), as that takes long on purpose.
 */

import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { base64nopad } from "@scure/base";
import { Decrypter, Encrypter, Stanza } from "age-encryption";
import { DraftRefused } from "./draft_errors.mjs";

/** The base-two logarithm of scrypt's N: 256 MiB of memory, as in every age program. */
export const WORK_FACTOR = 18;

const HEAD = "age-encryption.org/v1\n-> scrypt ";
const LABEL = "age-encryption.org/v1/scrypt";
const SALT_BYTES = 16;
const BODY_BYTES = 32;
/** The key wraps one file key, so the specification fixes the nonce. */
const NONCE = new Uint8Array(12);

/**
 * @callback Derive
 * @param {string} passphrase
 * @param {Uint8Array<ArrayBuffer>} salt
 * @param {number} workFactor
 * @param {AbortSignal} [signal]
 * @returns {Promise<Uint8Array>} 32 bytes, by scrypt with r = 8 and p = 1
 */

/**
 * Return content as a file that the passphrase opens.
 *
 * @param {Uint8Array<ArrayBuffer>} content
 * @param {string} passphrase
 * @param {Derive} derive
 * @param {number} [workFactor]
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function sealDraft(content, passphrase, derive, workFactor = WORK_FACTOR) {
  const encrypter = new Encrypter();
  encrypter.addRecipient({
    async wrapFileKey(fileKey) {
      const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
      const key = await derive(passphrase, labelled(salt), workFactor);
      const body = chacha20poly1305(key, NONCE).encrypt(fileKey);
      return [new Stanza(["scrypt", base64nopad.encode(salt), String(workFactor)], body)];
    },
  });
  return new Uint8Array(await encrypter.encrypt(content));
}

/**
 * Return what is in a file.
 *
 * @param {Uint8Array<ArrayBuffer>} file
 * @param {string} passphrase
 * @param {Derive} derive
 * @returns {Promise<Uint8Array>}
 * @throws {DraftRefused} it is no such file, another passphrase's, or damaged
 */
export async function openDraft(file, passphrase, derive) {
  const head = new TextDecoder().decode(file.subarray(0, HEAD.length));
  if (head !== HEAD) throw new DraftRefused("textForeign");
  const opening = new Opening(passphrase, derive);
  const decrypter = new Decrypter();
  decrypter.addIdentity(opening);
  try {
    return await decrypter.decrypt(file);
  } catch (error) {
    if (opening.failed) throw opening.failed;
    if (error instanceof DraftRefused) throw error;
    throw new DraftRefused("textDamaged");
  }
}

/** The passphrase as an identity; it remembers what went wrong with deriving, which is no damage. */
class Opening {
  /** @type {unknown} */
  failed = null;
  #passphrase;
  #derive;

  /**
   * @param {string} passphrase
   * @param {Derive} derive
   */
  constructor(passphrase, derive) {
    this.#passphrase = passphrase;
    this.#derive = derive;
  }

  /**
   * @param {Stanza[]} stanzas
   * @returns {Promise<Uint8Array>}
   */
  async unwrapFileKey([stanza, ...others]) {
    const { salt, workFactor, body } = readStanza(others.length > 0 ? undefined : stanza);
    let key;
    try {
      key = await this.#derive(this.#passphrase, labelled(salt), workFactor);
    } catch (error) {
      this.failed = error;
      throw error;
    }
    try {
      return chacha20poly1305(key, NONCE).decrypt(body);
    } catch {
      throw new DraftRefused("textWrong");
    }
  }
}

/**
 * @param {Stanza | undefined} stanza
 * @returns {{salt: Uint8Array, workFactor: number, body: Uint8Array}}
 * @throws {DraftRefused} it is none of ours; a stranger's file could ask for any amount of work
 */
function readStanza(stanza) {
  const [type, salt = "", workFactor = "", ...more] = stanza?.args ?? [];
  const isOurs =
    type === "scrypt" &&
    /^[A-Za-z0-9+/]{22}$/.test(salt) &&
    /^[1-9][0-9]?$/.test(workFactor) &&
    Number(workFactor) <= WORK_FACTOR;
  if (!stanza || !isOurs || more.length > 0 || stanza.body.length !== BODY_BYTES) {
    throw new DraftRefused("textForeign");
  }
  return { salt: base64nopad.decode(salt), workFactor: Number(workFactor), body: stanza.body };
}

/**
 * @param {Uint8Array} salt
 * @returns {Uint8Array<ArrayBuffer>}
 */
function labelled(salt) {
  const label = new TextEncoder().encode(LABEL);
  const labelled = new Uint8Array(label.length + salt.length);
  labelled.set(label);
  labelled.set(salt, label.length);
  return labelled;
}
