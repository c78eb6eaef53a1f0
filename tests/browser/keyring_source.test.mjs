import assert from "node:assert/strict";
import test from "node:test";
import { KeyringForged, KeyringUnavailable } from "../../app/browser/errors.mjs";
import { KeyringSource } from "../../app/browser/keyring_source.mjs";

/**
 * Return a source over a network that serves these serials one after the other (0: no answer).
 *
 * @param {number[]} serials
 */
function sourceOf(serials) {
  const asked = { count: 0, clocks: /** @type {unknown[]} */ ([]) };
  const device = { now: new Date("2026-12-01T00:00:00Z") };
  const date = new Date("2026-12-02T00:00:00Z");
  const source = new KeyringSource({
    fetchKeyring: async () => {
      const serial = serials[asked.count] ?? serials.at(-1) ?? 0;
      asked.count += 1;
      await new Promise(setImmediate);
      if (serial === 0) throw new KeyringUnavailable("offline");
      return { text: String(serial), date };
    },
    openKeyring: async (text, clocks) => {
      asked.clocks.push(clocks);
      if (text === "666") throw new KeyringForged("forged");
      return /** @type {any} */ ({ serial: Number(text), expires: "2027-02-20" });
    },
    clock: () => device.now,
  });
  return { source, asked, device };
}

test("the keyring is fetched once and kept", async () => {
  const { source, asked } = sourceOf([1]);
  assert.equal((await source.current()).serial, 1);
  assert.equal((await source.current()).serial, 1);
  assert.equal(asked.count, 1);
  assert.deepEqual(asked.clocks, [
    { device: new Date("2026-12-01T00:00:00Z"), answer: new Date("2026-12-02T00:00:00Z") },
  ]);
});

test("callers at the same time share one request", async () => {
  const { source, asked } = sourceOf([1]);
  const keyrings = await Promise.all([source.current(), source.current(), source.refresh()]);
  assert.deepEqual(new Set(keyrings).size, 1);
  assert.equal(asked.count, 1);
});

test("a refresh brings the newer keyring, which is then the current one", async () => {
  const { source } = sourceOf([1, 2]);
  await source.current();
  assert.equal((await source.refresh()).serial, 2);
  assert.equal((await source.current()).serial, 2);
});

test("after a failure the next caller asks again", async () => {
  const { source } = sourceOf([0, 1]);
  await assert.rejects(source.current(), KeyringUnavailable);
  assert.equal((await source.current()).serial, 1);
});

test("an older keyring than before is not taken", async () => {
  const { source } = sourceOf([2, 1]);
  await source.current();
  await assert.rejects(source.refresh(), KeyringUnavailable);
  assert.equal((await source.current()).serial, 2);
});

test("a keyring that must not be used is told to every caller", async () => {
  const { source } = sourceOf([666]);
  await assert.rejects(source.current(), KeyringForged);
});

test("a page that stood open until the keyring was over asks for the next one", async () => {
  const { source, device } = sourceOf([1, 2]);
  await source.current();
  device.now = new Date("2027-02-20T23:59:00Z");
  assert.equal((await source.current()).serial, 1);
  device.now = new Date("2027-02-21T00:00:00Z");
  assert.equal((await source.current()).serial, 2);
});

for (const [what, months] of /** @type {[string, number][]} */ ([
  ["fast", 12],
  ["slow", -12],
])) {
  test(`a phone whose clock is a year ${what} is told the time by the answers`, async () => {
    const { source, device } = sourceOf([1]);
    device.now = new Date(Date.UTC(2026, 11 + months, 2, 6));
    assert.deepEqual(source.now(), device.now);
    await source.current();
    assert.deepEqual(source.now(), new Date("2026-12-02T00:00:00Z"));
    device.now = new Date(Date.UTC(2026, 11 + months, 2, 7));
    assert.deepEqual(source.now(), new Date("2026-12-02T01:00:00Z"));
  });
}
