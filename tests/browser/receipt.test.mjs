import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { bech32 } from "@scure/base";
import { toHex } from "../../app/browser/encoding.mjs";
import { ReceiptError } from "../../app/browser/errors.mjs";
import {
  callDigits,
  derive,
  groups,
  letterReturn,
  mailboxId,
  newReceipt,
  parseReceipt,
} from "../../app/browser/receipt.mjs";
import { hardText, randomNumbers } from "./random.mjs";
import { wireCases } from "./vectors.mjs";

for (const { name, input, expected } of wireCases("receipt")) {
  test(`receipt ${name}`, async () => {
    if (input.do === "derive") {
      assert.deepEqual(await derived(input.receipt, input.site), expected.ok);
    } else if (expected.refused) {
      assert.throws(() => parseReceipt(input.typed), { code: expected.refused });
    } else {
      assert.equal(parseReceipt(input.typed), expected.ok);
    }
  });
}

/**
 * @param {string} receipt
 * @param {string} site
 */
async function derived(receipt, site) {
  const keys = await derive(receipt, site);
  const identity = bech32.encodeFromBytes("AGE-SECRET-KEY-PQ-", keys.identitySeed);
  return {
    identity: identity.toUpperCase(),
    recipient: createHash("sha256").update(keys.recipient).digest("hex"),
    secret: toHex(keys.secret),
    mailbox: toHex(await mailboxId(keys.secret)),
    call_digits: await callDigits(keys.secret),
  };
}

test("new receipts are read as they are, and none comes twice", () => {
  const made = Array.from({ length: 200 }, newReceipt);
  assert.equal(new Set(made).size, 200);
  for (const receipt of made) assert.equal(parseReceipt(receipt), receipt);
});

test("every digit is as likely as any other, at every place but the last", () => {
  const made = Array.from({ length: 2000 }, newReceipt).map((receipt) => receipt.slice(0, 24));
  const counts = Array.from("0123456789", (digit) => made.join("").split(digit).length - 1);
  // 4,800 of each are to be expected; eight standard deviations are 526.
  for (const count of counts) assert.ok(Math.abs(count - 4800) < 526, `${counts}`);
  for (let place = 0; place < 24; place += 1) {
    assert.equal(new Set(made.map((receipt) => receipt[place])).size, 10);
  }
});

test("a byte that would favour some digits is thrown away", (t) => {
  const given = [250, 255, 7, 249];
  t.mock.method(crypto, "getRandomValues", (/** @type {Uint8Array} */ bytes) => {
    bytes[0] = given.shift() ?? 0;
    return bytes;
  });
  assert.equal(newReceipt().slice(0, 3), "790");
});

test("a single wrong digit is always found", () => {
  for (let round = 0; round < 30; round += 1) {
    const digits = [...newReceipt()];
    for (const [place, digit] of digits.entries()) {
      const wrong = String((Number(digit) + 1 + (round % 9)) % 10);
      const typed = [...digits.slice(0, place), wrong, ...digits.slice(place + 1)].join("");
      assert.throws(() => parseReceipt(typed), { code: "receipt-check" });
    }
  }
});

test("whatever is typed, the answer is a receipt or an error that repeats none of it", () => {
  const random = randomNumbers(7);
  for (let round = 0; round < 2000; round += 1) {
    const typed = `${hardText(random, 30)}XYZZY`;
    try {
      parseReceipt(typed);
      assert.fail("that is no receipt");
    } catch (error) {
      assert.ok(error instanceof ReceiptError);
      assert.doesNotMatch(error.message, /XYZZY/);
    }
  }
});

test("a receipt is shown in five groups of five", () => {
  const receipt = newReceipt();
  assert.deepEqual(
    groups(receipt).map(({ length }) => length),
    [5, 5, 5, 5, 5],
  );
  assert.equal(groups(receipt).join(""), receipt);
});

test("a letter says the recipient in base64 and the secret in hex, and nothing else", async () => {
  const keys = await derive(newReceipt(), "turva.test");
  const said = letterReturn(keys);
  assert.deepEqual(Object.keys(said), ["recipient", "secret"]);
  assert.deepEqual(Buffer.from(said.recipient, "base64"), Buffer.from(keys.recipient));
  assert.match(said.secret, /^[0-9a-f]{64}$/);
});
