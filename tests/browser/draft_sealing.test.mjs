import assert from "node:assert/strict";
import test from "node:test";
import { scrypt } from "@noble/hashes/scrypt.js";
import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from "age-encryption";
import { DraftRefused } from "../../app/browser/draft_errors.mjs";
import { openDraft, sealDraft } from "../../app/browser/draft_sealing.mjs";

const LIGHT = 10;
const PASSPHRASE = "correct horse battery ä";
const CONTENT = new TextEncoder().encode("what was written".repeat(5000));

/** @type {import("../../app/browser/draft_sealing.mjs").Derive} */
const derive = async (passphrase, salt, workFactor) =>
  scrypt(passphrase, salt, { N: 2 ** workFactor, r: 8, p: 1, dkLen: 32 });

const seal = () => sealDraft(CONTENT, PASSPHRASE, derive, LIGHT);

/**
 * @param {string} said
 * @param {Promise<unknown>} act
 */
async function refused(said, act) {
  await assert.rejects(act, (error) => error instanceof DraftRefused && error.said === said);
}

/**
 * @param {Uint8Array} file
 * @param {(text: string) => string} change of the header
 */
function changed(file, change) {
  const text = Buffer.from(file).toString("latin1");
  return new Uint8Array(Buffer.from(change(text), "latin1"));
}

test("the passphrase opens what it sealed, here and in another age", async () => {
  const file = await seal();
  assert.deepEqual(Buffer.from(await openDraft(file, PASSPHRASE, derive)), Buffer.from(CONTENT));
  const stock = new Decrypter();
  stock.addPassphrase(PASSPHRASE);
  assert.deepEqual(Buffer.from(await stock.decrypt(file)), Buffer.from(CONTENT));
});

test("what another age sealed with a passphrase is opened", async () => {
  const stock = new Encrypter();
  stock.setPassphrase(PASSPHRASE);
  stock.setScryptWorkFactor(LIGHT);
  const file = new Uint8Array(await stock.encrypt(CONTENT));
  assert.equal((await openDraft(file, PASSPHRASE, derive)).length, CONTENT.length);
});

test("without another word the work is that of every age program", async () => {
  /** @type {number[]} */
  const asked = [];
  await sealDraft(CONTENT, PASSPHRASE, async (_passphrase, _salt, workFactor) => {
    asked.push(workFactor);
    return new Uint8Array(32);
  });
  assert.deepEqual(asked, [18]);
});

test("no two files are alike", async () => {
  assert.notDeepEqual(await seal(), await seal());
});

test("another passphrase opens nothing", async () => {
  await refused("textWrong", openDraft(await seal(), `${PASSPHRASE} `, derive));
});

test("a file that was changed or cut is damaged", async () => {
  const file = await seal();
  const last = file.slice();
  last[last.length - 1] = (last.at(-1) ?? 0) ^ 1;
  const mac = changed(file, (text) => text.replace(/--- .{4}/, "--- AAAA"));
  for (const damaged of [last, mac, file.slice(0, -1), file.slice(0, 300)]) {
    await refused("textDamaged", openDraft(damaged, PASSPHRASE, derive));
  }
});

test("what is no file of a passphrase is foreign, and no work is done for it", async () => {
  const never = async () => assert.fail("work was done");
  const file = await seal();
  const hybrid = new Encrypter();
  hybrid.addRecipient(await identityToRecipient(await generateHybridIdentity()));
  const foreign = [
    new Uint8Array(),
    new Uint8Array(5000),
    file.slice(1),
    new Uint8Array(await hybrid.encrypt(CONTENT)),
    changed(file, (text) => text.replace(/(-> scrypt \S+) 10/, "$1 19")),
    changed(file, (text) => text.replace(/(-> scrypt \S+) 10/, "$1 010")),
    changed(file, (text) => text.replace(/(-> scrypt \S+) 10/, "$1 1e1")),
    changed(file, (text) => text.replace(/-> scrypt \S+ /, "-> scrypt AAAA ")),
    changed(file, (text) => text.replace(/(-> scrypt \S+ 10)/, "$1 more")),
  ];
  for (const each of foreign) await refused("textForeign", openDraft(each, PASSPHRASE, never));
});

test("two stanzas are not opened", async () => {
  const file = await seal();
  const two = changed(file, (text) => text.replace(/(-> scrypt [^\n]+\n[^\n]+\n)/, "$1$1"));
  await refused("textForeign", openDraft(two, PASSPHRASE, derive));
});

test("a key that cannot be made is no damage of the file", async () => {
  const failing = async () => {
    throw new RangeError("no memory");
  };
  await assert.rejects(openDraft(await seal(), PASSPHRASE, failing), RangeError);
  await assert.rejects(sealDraft(CONTENT, PASSPHRASE, failing), RangeError);
});
