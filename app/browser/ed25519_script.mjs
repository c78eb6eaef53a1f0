/**
 * Ed25519 in script, for a browser that does not have it itself. It is an asset of its own, fetched
 * only then (ed25519.mjs): most never need its 9 KB.
 */

import { ed25519 } from "@noble/curves/ed25519.js";

/**
 * Tell whether the signature is genuine, by the strict rule of RFC 8032.
 *
 * @param {Uint8Array} signature
 * @param {Uint8Array} message
 * @param {Uint8Array} publicKey 32 bytes
 * @returns {boolean}
 */
export function verify(signature, message, publicKey) {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
