import assert from "node:assert/strict";
import test from "node:test";
import {
  LARGEST_ATTACHMENT,
  LARGEST_LETTER,
  LARGEST_PIECE,
} from "../../app/browser/constants.generated.mjs";
import { PieceMalformed } from "../../app/browser/errors.mjs";
import { piecesOf, writePiece } from "../../app/browser/piece.mjs";
import { wireCases } from "./vectors.mjs";

const LETTER = "00112233445566778899aabbccddeeff";

// The page only writes pieces; reading them is the inbox's.
for (const { name, input, expected } of wireCases("piece")) {
  if (input.do !== "write") continue;
  test(name, () => {
    const data = Buffer.from(input.data, "base64");
    if (expected.refused) {
      assert.throws(() => writePiece(input.letter, data), { code: expected.refused });
    } else {
      const content = Buffer.from(writePiece(input.letter, data));
      assert.equal(content.toString("base64"), expected.ok);
    }
  });
}

test("a full piece is as long as the longest letter, and a byte more is refused", () => {
  assert.equal(writePiece(LETTER, new Uint8Array(LARGEST_PIECE)).length, LARGEST_LETTER);
  assert.throws(() => writePiece(LETTER, new Uint8Array(LARGEST_PIECE + 1)), PieceMalformed);
});

for (const [size, pieces] of [
  [1, 1],
  [LARGEST_PIECE, 1],
  [LARGEST_PIECE + 1, 2],
  [10 * LARGEST_PIECE, 10],
  [LARGEST_ATTACHMENT, 11],
]) {
  test(`a file of ${size} bytes lies in ${pieces}`, () => {
    assert.equal(piecesOf(Number(size)), pieces);
  });
}
