import assert from "node:assert/strict";
import test from "node:test";
import { KeyringExpired } from "../../app/browser/errors.mjs";
import { openKeyring } from "../../app/browser/keyring.mjs";
import { parseVerifierKey } from "../../app/browser/note.mjs";
import { newIdentity, Root } from "./keyrings.mjs";
import { wireCases } from "./vectors.mjs";

for (const { name, input, expected } of wireCases("keyring")) {
  test(name, async () => {
    const trust = { root: await parseVerifierKey(input.root), minimumSerial: input.minimum };
    const today = new Date(`${input.today}T12:00:00Z`);
    const opening = openKeyring(input.text, trust, { device: today, answer: today });
    if (expected.refused) {
      await assert.rejects(opening, { code: expected.refused });
      return;
    }
    const { serial, issued, expires, recipient, replyKey, noticeKey } = await opening;
    const [reply, notice] = [replyKey, noticeKey].map((key) => Buffer.from(key).toString("base64"));
    const { grace: _onlyForTheIntake, ...ok } = expected.ok;
    const opened = { serial, issued, expires, recipient: recipient.text, reply, notice };
    assert.deepEqual(opened, ok);
  });
}

const root = new Root();
const { recipient } = await newIdentity();
const trust = { root: await parseVerifierKey(root.vkey), minimumSerial: 1 };
const text = root.keyring({ recipient, expires: "2027-02-20" });
const before = new Date("2027-02-20T23:59:59Z");
const after = new Date("2027-02-21T00:00:00Z");

test("a keyring is over only if the device and the answer both say so", async () => {
  await assert.rejects(openKeyring(text, trust, { device: after, answer: after }), KeyringExpired);
  for (const [device, answer] of [
    [before, before],
    [after, before],
    [before, after],
    [after, null],
  ]) {
    const opened = await openKeyring(text, trust, {
      device: device ?? before,
      answer: answer ?? null,
    });
    assert.equal(opened.serial, 1);
  }
});

test("any changed character of a keyring is refused", async () => {
  const clocks = { device: before, answer: before };
  for (let at = 0; at < text.length; at += 7) {
    const changed = `${text.slice(0, at)}${text[at] === "q" ? "p" : "q"}${text.slice(at + 1)}`;
    await assert.rejects(openKeyring(changed, trust, clocks), {
      code: /^keyring-(malformed|forged)$/,
    });
  }
});
