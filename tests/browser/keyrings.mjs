/** Keyrings for tests, signed by a root key of their own. */

import { createHash, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { generateHybridIdentity, identityToRecipient } from "age-encryption";

/** A key by which nothing was signed. */
const NOBODY = Buffer.alloc(32, 7).toString("base64");

/** A key that signs, under the name by which notes mention it. */
export class Signer {
  #privateKey = generateKeyPairSync("ed25519").privateKey;
  #name;
  #keyId;

  /** @param {string} name */
  constructor(name) {
    const spki = createPublicKey(this.#privateKey).export({ type: "spki", format: "der" });
    const publicKey = spki.subarray(-32);
    const key = Buffer.concat([Buffer.from([1]), publicKey]);
    this.#name = name;
    this.#keyId = createHash("sha256").update(`${name}\n`).update(key).digest().subarray(0, 4);
    this.publicKey = publicKey.toString("base64");
    this.vkey = `${name}+${this.#keyId.toString("hex")}+${key.toString("base64")}`;
  }

  /**
   * Return the signature of some bytes, 64 bytes.
   *
   * @param {Uint8Array} bytes
   */
  signature(bytes) {
    return sign(null, bytes, this.#privateKey);
  }

  /**
   * Return the signed note of a text.
   *
   * @param {string} text
   * @returns {string}
   */
  note(text) {
    const signed = Buffer.concat([this.#keyId, this.signature(Buffer.from(text))]);
    return `${text}\n— ${this.#name} ${signed.toString("base64")}\n`;
  }
}

/** A root key that signs keyrings, and the public key that a page would carry. */
export class Root extends Signer {
  constructor() {
    super("turva-root");
  }

  /**
   * Return the text of a signed keyring.
   *
   * @param {{serial?: number, issued?: string, expires?: string, recipient: string, reply?: string, notice?: string}} fields
   * @returns {string}
   */
  keyring({
    serial = 1,
    issued = "2026-11-22",
    expires = "2027-02-20",
    recipient,
    reply = NOBODY,
    notice = NOBODY,
  }) {
    return this.note(
      `turva/keyring/1\nserial ${serial}\nissued ${issued}\nexpires ${expires}\ngrace none\n` +
        `recipient ${recipient}\nreply ${reply}\nnotice ${notice}\n`,
    );
  }
}

/**
 * Return a new hybrid identity and its recipient.
 *
 * @returns {Promise<{identity: string, recipient: string}>}
 */
export async function newIdentity() {
  const identity = await generateHybridIdentity();
  return { identity, recipient: await identityToRecipient(identity) };
}
