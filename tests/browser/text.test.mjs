import assert from "node:assert/strict";
import test from "node:test";
import { count, normalise } from "../../app/browser/text.mjs";
import { hardText, randomNumbers } from "./random.mjs";
import { wireCases } from "./vectors.mjs";

for (const { name, why, input, expected } of /** @type {any[]} */ (wireCases("text"))) {
  test(`${name}: ${why}`, () => {
    const text = normalise(input);
    assert.deepEqual({ text, count: count(text) }, expected.ok);
  });
}

test("normalising twice changes nothing more, and what comes out survives UTF-8", () => {
  const random = randomNumbers(1);
  for (let round = 0; round < 500; round += 1) {
    const text = normalise(hardText(random, 40));
    assert.equal(normalise(text), text);
    assert.equal(new TextDecoder().decode(new TextEncoder().encode(text)), text);
    assert.equal(count(text), [...text].length);
  }
});
