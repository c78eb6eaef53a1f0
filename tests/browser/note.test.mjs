import assert from "node:assert/strict";
import test from "node:test";
import { verifyEd25519 } from "../../app/browser/ed25519.mjs";
import { verify } from "../../app/browser/ed25519_script.mjs";
import { NoteKeyMalformed } from "../../app/browser/errors.mjs";
import { parseNote, parseVerifierKey } from "../../app/browser/note.mjs";
import { wireCases } from "./vectors.mjs";

const { input } = /** @type {import("./vectors.mjs").Case} */ (
  wireCases("keyring").find(({ name }) => name === "good")
);
const [name, keyId, base64] = input.root.split("+");

test("a verifier key is its name, its id and 32 bytes", async () => {
  const key = await parseVerifierKey(input.root);
  assert.equal(key.name, name);
  assert.equal(key.keyId, keyId);
  assert.equal(key.publicKey.length, 32);
});

for (const [what, text] of Object.entries({
  "with another's id": `${name}+00000000+${base64}`,
  "under another name": `other+${keyId}+${base64}`,
  "of another algorithm": `${name}+${keyId}+${base64.replace(/^A/, "B")}`,
  "cut short": input.root.slice(0, -4),
  "with a newline": `${input.root}\n`,
  "that is empty": "",
  "that is private": `PRIVATE+KEY+${input.root}`,
})) {
  test(`a verifier key ${what} is refused`, async () => {
    await assert.rejects(parseVerifierKey(text), NoteKeyMalformed);
  });
}

test("the browser's verification and the script's agree", async () => {
  const { publicKey } = await parseVerifierKey(input.root);
  for (const { input: other } of wireCases("keyring")) {
    const note = noteOf(other.text);
    for (const { signature } of note?.signatures ?? []) {
      const text = new TextEncoder().encode(note?.text);
      const inScript = verify(signature, text, publicKey);
      assert.equal(await verifyEd25519(signature, text, publicKey), inScript);
    }
  }
});

test("a browser that does not know Ed25519 is helped out by the script", async (t) => {
  const { publicKey } = await parseVerifierKey(input.root);
  const note = parseNote(input.text);
  const text = new TextEncoder().encode(note.text);
  const signature = note.signatures[0]?.signature ?? new Uint8Array();
  const importKey = t.mock.method(crypto.subtle, "importKey", async () => {
    throw new DOMException("unrecognised name", "NotSupportedError");
  });
  assert.equal(await verifyEd25519(signature, text, publicKey), true);
  assert.equal(await verifyEd25519(signature.slice().fill(0, 0, 1), text, publicKey), false);
  assert.equal(importKey.mock.callCount(), 2);
});

/**
 * @param {string} text
 * @returns {import("../../app/browser/note.mjs").Note | null}
 */
function noteOf(text) {
  try {
    return parseNote(text);
  } catch {
    return null;
  }
}
