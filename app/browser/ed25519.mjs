/**
 * One Ed25519 signature (RFC 8032): the browser's own verification where it has one, as that costs
 * the page's thread nothing, and the same rule in script where it has not.
 */

import { ed25519 } from "@noble/curves/ed25519.js";

/**
 * Tell whether the signature is genuine.
 *
 * @param {Uint8Array<ArrayBuffer>} signature
 * @param {Uint8Array<ArrayBuffer>} message
 * @param {Uint8Array<ArrayBuffer>} publicKey 32 bytes
 * @returns {Promise<boolean>}
 */
export async function verifyEd25519(signature, message, publicKey) {
  const subtle = crypto.subtle;
  try {
    const key = await subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
    return await subtle.verify("Ed25519", key, signature, message);
  } catch {
    // Not known to this browser, or not liked by it: the script's answer is the one that counts.
    return verifyInScript(signature, message, publicKey);
  }
}

/**
 * Tell whether the signature is genuine, without the browser's help.
 *
 * @param {Uint8Array} signature
 * @param {Uint8Array} message
 * @param {Uint8Array} publicKey
 * @returns {boolean}
 */
export function verifyInScript(signature, message, publicKey) {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
