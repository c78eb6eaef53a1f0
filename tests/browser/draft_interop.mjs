/** Writes a draft file as the page makes it: standard input is {passphrase, answers, workFactor}. */

import { text } from "node:stream/consumers";
import { scrypt } from "@noble/hashes/scrypt.js";
import { writeDraft } from "../../app/browser/draft_content.mjs";
import { sealDraft } from "../../app/browser/draft_sealing.mjs";

const { passphrase, answers, workFactor } = JSON.parse(await text(process.stdin));
const form = { form: "referral", version: 1, language: "ar", questions: [], oneOf: [] };
const file = await sealDraft(
  writeDraft(form, answers),
  passphrase,
  async (given, salt, factor) => scrypt(given, salt, { N: 2 ** factor, r: 8, p: 1, dkLen: 32 }),
  workFactor,
);
process.stdout.write(file);
