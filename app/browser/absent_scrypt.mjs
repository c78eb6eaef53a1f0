/**
 * Stands in for @noble/hashes/scrypt.js in the pages' scripts (see build.mjs). typage carries it for
 * passphrases, which no letter or answer is sealed with; the draft file derives its key in a worker,
 * and that has the real one. Using it here fails loudly.
 */

export function scrypt() {
  throw new Error("scrypt is not in this bundle: passphrases are for the worker of the draft file");
}
