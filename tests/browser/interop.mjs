// Seals and opens with typage as the tests of app/age ask: a JSON list of jobs on standard input, a
// JSON list of base64 results on standard output. It must never be told a real key.
import { text } from "node:stream/consumers";
import { armor, Decrypter, Encrypter } from "age-encryption";

/**
 * @typedef {{ do: "seal", recipients: string[], passphrase?: string, armored: boolean, data: string }} Seal
 * @typedef {{ do: "open", identities: string[], passphrase?: string, armored: boolean, data: string }} Open
 */

/** Costs milliseconds: the tests show the format, not the strength. */
const WORK_FACTOR = 10;

/** @param {Seal} job */
async function seal(job) {
  const encrypter = new Encrypter();
  for (const recipient of job.recipients) encrypter.addRecipient(recipient);
  if (job.passphrase !== undefined) {
    encrypter.setPassphrase(job.passphrase);
    encrypter.setScryptWorkFactor(WORK_FACTOR);
  }
  const file = await encrypter.encrypt(Buffer.from(job.data, "base64"));
  return job.armored ? Buffer.from(armor.encode(file)) : Buffer.from(file);
}

/** @param {Open} job */
async function open(job) {
  const decrypter = new Decrypter();
  for (const identity of job.identities) decrypter.addIdentity(identity);
  if (job.passphrase !== undefined) decrypter.addPassphrase(job.passphrase);
  const data = Buffer.from(job.data, "base64");
  return Buffer.from(await decrypter.decrypt(job.armored ? armor.decode(String(data)) : data));
}

/** @type {(Seal | Open)[]} */
const jobs = JSON.parse(await text(process.stdin));
const results = [];
for (const job of jobs) {
  const result = job.do === "seal" ? await seal(job) : await open(job);
  results.push(result.toString("base64"));
}
process.stdout.write(JSON.stringify(results));
