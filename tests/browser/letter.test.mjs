import assert from "node:assert/strict";
import test from "node:test";
import { compose, newLetterId, serialise, writtenAt } from "../../app/browser/letter.mjs";
import { normalise } from "../../app/browser/text.mjs";
import { hardText, randomNumbers } from "./random.mjs";
import { wireCases } from "./vectors.mjs";

// The page only writes letters; reading them is the inbox's.
const CASES = wireCases("letter").filter(({ input }) => input.do === "serialise");

for (const { name, input, expected } of CASES) {
  test(name, () => {
    const { wire: _wire, ...fields } = input.fields;
    if (expected.refused) {
      assert.throws(() => serialise(fields), { code: expected.refused });
    } else {
      assert.equal(Buffer.from(serialise(fields)).toString("base64"), expected.ok);
    }
  });
}

test("a composed letter is sealed, unmarked, without attachments, in the fixed order", () => {
  const letter = compose({
    answers: { message: "a" },
    written: "2026-11-22T03:40Z",
    serial: 3,
    language: "ar",
    version: 1,
    form: "write",
    letter: "00".repeat(16),
  });
  assert.equal(
    new TextDecoder().decode(serialise(letter)),
    '{"wire":3,"letter":"00000000000000000000000000000000","form":"write","version":1,' +
      '"language":"ar","serial":3,"via":"sealed","written":"2026-11-22T03:40Z","marks":[],' +
      '"answers":{"message":"a"},"attachments":[],"return":null}',
  );
});

test("any normalised text comes back from the bytes as it was", () => {
  const random = randomNumbers(2);
  for (let round = 0; round < 200; round += 1) {
    const message = normalise(hardText(random, 60));
    const letter = compose({
      letter: newLetterId(),
      form: "write",
      version: 1,
      language: "en",
      serial: 1,
      written: "2026-11-22T03:40Z",
      answers: { message },
    });
    const text = new TextDecoder("utf-8", { fatal: true }).decode(serialise(letter));
    assert.equal(JSON.parse(text).answers.message, message);
  }
});

test("letter ids are 32 hex digits and never the same", () => {
  const ids = new Set(Array.from({ length: 100 }, newLetterId));
  assert.equal(ids.size, 100);
  for (const id of ids) assert.match(id, /^[0-9a-f]{32}$/);
});

test("the time of writing is a minute in UTC, whatever the device's zone", () => {
  assert.equal(writtenAt(new Date("2026-11-22T05:40:59.999+02:00")), "2026-11-22T03:40Z");
});
