/**
 * Beside the page: one key from one passphrase, which takes a second or more, and 256 MiB, on
 * purpose. It answers {key} or {failed: true}; the page then ends it, and its memory with it.
 */

import { scrypt } from "@noble/hashes/scrypt.js";

const KEY_BYTES = 32;

self.addEventListener("message", ({ data: { passphrase, salt, workFactor } }) => {
  try {
    const key = scrypt(passphrase, salt, { N: 2 ** workFactor, r: 8, p: 1, dkLen: KEY_BYTES });
    self.postMessage({ key });
  } catch {
    // Not so much memory here.
    self.postMessage({ failed: true });
  }
});
