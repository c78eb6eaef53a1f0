import assert from "node:assert/strict";
import test from "node:test";
import { bech32 } from "@scure/base";
import { Encrypter, identityToRecipient } from "age-encryption";
import { fromBase64 } from "../../app/browser/encoding.mjs";
import { MailboxEmpty } from "../../app/browser/errors.mjs";
import { openMailbox } from "../../app/browser/mailbox.mjs";
import { derive } from "../../app/browser/receipt.mjs";
import { wireCases } from "./vectors.mjs";

const BYTES = 67_195;
const PADDED = 65_536;

/** @type {Map<string, ReturnType<typeof derive>>} a receipt's keys, derived once */
const KEYS = new Map();

/** @param {{receipt: string, site: string}} input */
function keysOf({ receipt, site }) {
  const name = `${receipt} ${site}`;
  const keys = KEYS.get(name) ?? derive(receipt, site);
  KEYS.set(name, keys);
  return keys;
}

/** @param {any} input */
async function objectOf(input) {
  if (input.object !== undefined) return bytesOf(input.object);
  const { identitySeed } = await keysOf(input);
  const identity = bech32.encodeFromBytes("AGE-SECRET-KEY-PQ-", identitySeed).toUpperCase();
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(identity));
  const padded = new Uint8Array(PADDED);
  padded.set(bytesOf(input.payload));
  return new Uint8Array(await encrypter.encrypt(padded));
}

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
function bytesOf(text) {
  return fromBase64(text) ?? new Uint8Array();
}

/** @param {any} input */
async function open(input) {
  const clock = new Date(`${input.today}T12:00:00Z`);
  const clocks = { device: clock, answer: clock };
  return openMailbox(await objectOf(input), await keysOf(input), bytesOf(input.reply), clocks);
}

const CASES = wireCases("mailbox");

for (const { name, input, expected } of CASES) {
  test(`mailbox ${name}`, async () => {
    if (expected.refused) await assert.rejects(open(input), { code: expected.refused });
    else assert.deepEqual(await open(input), expected.ok);
  });
}

test("the vectors meet every refusal", () => {
  const met = new Set(CASES.map(({ expected }) => expected.refused));
  assert.deepEqual([...met].filter(Boolean).sort(), [
    "mailbox-empty",
    "mailbox-expired",
    "mailbox-forged",
    "mailbox-malformed",
  ]);
});

test("what the intake gives when there is nothing is nothing", async () => {
  const { input } = /** @type {import("./vectors.mjs").Case} */ (CASES[0]);
  const filler = new Uint8Array(BYTES);
  for (let start = 0; start < BYTES; start += 65_536) {
    crypto.getRandomValues(filler.subarray(start, start + 65_536));
  }
  const clocks = { device: new Date(), answer: null };
  const opening = openMailbox(filler, await keysOf(input), bytesOf(input.reply), clocks);
  await assert.rejects(opening, MailboxEmpty);
});

for (const [what, device, answer] of /** @type {[string, string, string | null][]} */ ([
  ["the device's clock is a year fast", "2099-01-01", "2026-11-24"],
  ["the answer's clock is wrong", "2026-11-24", "2099-01-01"],
  ["the answer says no day", "2099-01-01", null],
])) {
  test(`answers are shown though ${what}`, async () => {
    const { input } = /** @type {import("./vectors.mjs").Case} */ (
      CASES.find(({ input, expected }) => input.object !== undefined && expected.ok)
    );
    const clocks = { device: new Date(device), answer: answer === null ? null : new Date(answer) };
    const keys = await keysOf(input);
    const mailbox = await openMailbox(bytesOf(input.object), keys, bytesOf(input.reply), clocks);
    assert.ok(mailbox.answers.length > 0);
  });
}
