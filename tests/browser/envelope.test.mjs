import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import {
  AGE_VERSION_LINE,
  BUCKETS,
  LARGEST_ENVELOPE,
  LARGEST_LETTER,
  SMALLEST_ENVELOPE,
  STANZA_TYPE,
} from "../../app/browser/constants.generated.mjs";
import { Recipient } from "../../app/browser/envelope.mjs";
import { LetterTooLarge, RecipientMalformed } from "../../app/browser/errors.mjs";
import { pad } from "../../app/browser/padding.mjs";
import { newIdentity } from "./keyrings.mjs";

const { identity, recipient } = await newIdentity();

/**
 * @param {Uint8Array} envelope
 * @returns {Promise<Uint8Array>}
 */
function open(envelope) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(envelope);
}

const sizes = [0, 1, ...BUCKETS.flatMap((bucket) => [bucket - 4, bucket - 3]), LARGEST_LETTER];
for (const size of sizes) {
  test(`a letter of ${size} bytes comes out of its envelope, padded`, async () => {
    const letter = new Uint8Array(size).fill(97);
    const { bytes } = await Recipient.parse(recipient).seal(letter);
    assert.deepEqual(Buffer.from(await open(bytes)), Buffer.from(pad(letter)));
  });
}

test("an envelope has one hybrid stanza, the size of its bucket and its digest for an id", async () => {
  const { bytes, id } = await Recipient.parse(recipient).seal(new Uint8Array(3));
  assert.equal(bytes.length, SMALLEST_ENVELOPE);
  assert.equal(id, createHash("sha256").update(bytes).digest("hex"));
  const header = Buffer.from(bytes).toString("latin1").split("\n---")[0] ?? "";
  assert.ok(header.startsWith(`${AGE_VERSION_LINE}\n-> ${STANZA_TYPE} `));
  assert.equal(header.split("\n-> ").length - 1, 1);
  const largest = await Recipient.parse(recipient).seal(new Uint8Array(LARGEST_LETTER));
  assert.equal(largest.bytes.length, LARGEST_ENVELOPE);
});

test("the same letter sealed twice looks different everywhere but in its form", async () => {
  const sealer = Recipient.parse(recipient);
  const [one, other] = await Promise.all([
    sealer.seal(new Uint8Array(3)),
    sealer.seal(new Uint8Array(3)),
  ]);
  assert.notEqual(one.id, other.id);
  const same = one.bytes.filter((byte, at) => byte === other.bytes[at]).length;
  assert.ok(same < 200, `${same} bytes are the same`);
});

test("a letter that fits into no bucket is not sealed", async () => {
  const sealing = Recipient.parse(recipient).seal(new Uint8Array(LARGEST_LETTER + 1));
  await assert.rejects(sealing, LetterTooLarge);
});

const classic = await identityToRecipient(await generateX25519Identity());
for (const [what, text] of Object.entries({
  "nobody's": "",
  "a classic one": classic,
  "an identity": identity,
  "one with a typing error": recipient.replace(/.$/, (last) => (last === "q" ? "p" : "q")),
  "one cut short": recipient.slice(0, -1),
  "one in capitals": recipient.toUpperCase(),
  "one with a space before": ` ${recipient}`,
  "one with a newline after": `${recipient}\n`,
  "two at once": `${recipient} ${recipient}`,
  "one of a token": recipient.replace("age1pq1", "age1tagpq1"),
})) {
  test(`no recipient: ${what}`, () => {
    assert.throws(
      () => Recipient.parse(text),
      (error) => {
        assert.ok(error instanceof RecipientMalformed);
        assert.ok(text === "" || !error.message.includes(text.slice(10, 30)));
        return true;
      },
    );
  });
}

test("a list of recipients is no recipient", () => {
  // typage takes objects too.
  const list = /** @type {any} */ ([recipient]);
  assert.throws(() => Recipient.parse(list), RecipientMalformed);
});
