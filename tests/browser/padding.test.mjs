import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { LARGEST_LETTER } from "../../app/browser/constants.generated.mjs";
import { LetterTooLarge } from "../../app/browser/errors.mjs";
import { pad } from "../../app/browser/padding.mjs";
import { wireCases } from "./vectors.mjs";

/**
 * @param {[string, number][]} runs
 * @returns {Uint8Array}
 */
function bytesOf(runs) {
  return Buffer.concat(
    runs.map(([hex, times]) => Buffer.alloc((hex.length / 2) * times, Buffer.from(hex, "hex"))),
  );
}

// The page only pads; removing padding is the inbox's.
for (const { name, input, expected } of wireCases("padding").filter((c) => c.input.do === "pad")) {
  test(name, () => {
    if (expected.refused) {
      assert.throws(() => pad(bytesOf(input.runs)), { code: expected.refused });
      return;
    }
    const padded = pad(bytesOf(input.runs));
    const sha256 = createHash("sha256").update(padded).digest("hex");
    assert.deepEqual({ size: padded.length, sha256 }, expected.ok);
  });
}

test("one byte more than the largest letter is refused", () => {
  assert.equal(pad(new Uint8Array(LARGEST_LETTER)).length, LARGEST_LETTER + 4);
  assert.throws(() => pad(new Uint8Array(LARGEST_LETTER + 1)), LetterTooLarge);
});
