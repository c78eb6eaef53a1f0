/** Keyrings for tests, signed by a root key of their own. */

import { createHash, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { generateHybridIdentity, identityToRecipient } from "age-encryption";

const NAME = "turva-root";

/** A root key that signs keyrings, and the public key that a page would carry. */
export class Root {
  #privateKey = generateKeyPairSync("ed25519").privateKey;
  #keyId;

  constructor() {
    const spki = createPublicKey(this.#privateKey).export({ type: "spki", format: "der" });
    const key = Buffer.concat([Buffer.from([1]), spki.subarray(-32)]);
    this.#keyId = createHash("sha256").update(`${NAME}\n`).update(key).digest().subarray(0, 4);
    this.vkey = `${NAME}+${this.#keyId.toString("hex")}+${key.toString("base64")}`;
  }

  /**
   * Return the text of a signed keyring.
   *
   * @param {{serial?: number, issued?: string, expires?: string, recipient: string}} fields
   * @returns {string}
   */
  keyring({ serial = 1, issued = "2026-11-22", expires = "2027-02-20", recipient }) {
    const reply = Buffer.alloc(32, 7).toString("base64");
    const text =
      `turva/keyring/1\nserial ${serial}\nissued ${issued}\nexpires ${expires}\n` +
      `recipient ${recipient}\nreply ${reply}\n`;
    const signature = sign(null, Buffer.from(text), this.#privateKey);
    const signed = Buffer.concat([this.#keyId, signature]).toString("base64");
    return `${text}\n— ${NAME} ${signed}\n`;
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
