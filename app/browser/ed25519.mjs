/**
 * One Ed25519 signature (RFC 8032): the browser's own verification where it has one, as that costs
 * the page's thread and its line nothing, and the same rule in script where it has not.
 *
 * The script is a file beside this one, and fetched by no integrity hash, as `import()` takes none.
 * It comes from where the page itself came from, which the policy enforces (script-src 'self'), under
 * a name that stands in this script, which has such a hash: whoever could exchange it could exchange
 * the page.
 */

import { VerifierUnavailable } from "./errors.mjs";

/**
 * Tell whether the signature is genuine.
 *
 * @param {Uint8Array<ArrayBuffer>} signature
 * @param {Uint8Array<ArrayBuffer>} message
 * @param {Uint8Array<ArrayBuffer>} publicKey 32 bytes
 * @returns {Promise<boolean>}
 * @throws {VerifierUnavailable} the browser cannot, and the script did not come
 */
export async function verifyEd25519(signature, message, publicKey) {
  const subtle = crypto.subtle;
  try {
    const key = await subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
    return await subtle.verify("Ed25519", key, signature, message);
  } catch {
    // Not known to this browser, or not liked by it: the script's answer is the one that counts.
    const { verify } = await load();
    return verify(signature, message, publicKey);
  }
}

/** @returns {Promise<typeof import("./ed25519_script.mjs")>} */
async function load() {
  try {
    return await import("./ed25519_script.mjs");
  } catch {
    throw new VerifierUnavailable("the script that verifies did not come: try again");
  }
}
