import assert from "node:assert/strict";
import test from "node:test";
import { fromBase64 } from "../../app/browser/encoding.mjs";
import { isStale, openNotice } from "../../app/browser/notice.mjs";
import { wireCases } from "./vectors.mjs";

for (const { name, input, expected } of wireCases("notice")) {
  test(`notice ${name}`, async () => {
    const opening = openNotice(input.text, fromBase64(input.notice) ?? new Uint8Array());
    if (expected.refused) await assert.rejects(opening, { code: expected.refused });
    else assert.equal(await opening, expected.ok);
  });
}

for (const { name, input, expected } of wireCases("stale")) {
  test(`stale ${name}`, () => {
    const clocks = { device: new Date(`${input.today}T12:00:00Z`), answer: null };
    assert.equal(isStale(input.collected, clocks), expected.ok);
  });
}

for (const [device, answer, expected] of /** @type {[string, string | null, boolean][]} */ ([
  ["2026-11-22", null, false],
  ["2026-11-26", null, false],
  ["2026-11-27", null, true],
  ["2026-11-26", "2026-11-27", true],
  ["2026-11-27", "2026-11-26", true],
  ["2000-01-01", "2026-11-26", false],
  ["2000-01-01", null, true],
  ["2000-01-01", "2026-11-20", true],
])) {
  test(`by a clock of ${device} and an answer of ${answer} the notice is ${expected ? "stale" : "fresh"}`, () => {
    const date = answer === null ? null : new Date(`${answer}T23:59:00Z`);
    const clocks = { device: new Date(`${device}T00:00:00Z`), answer: date };
    assert.equal(isStale("2026-11-22", clocks), expected);
  });
}
