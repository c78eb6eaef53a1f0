// typage, bundled as for the sender's page, accepts and refuses what the authors of the age format's
// public vectors say, and opens to the bytes that they name.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inflateSync } from "node:zlib";
import * as vectors from "cctv-age";
import { build } from "esbuild";
import { OPTIONS } from "../../app/browser/build.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const COUNT = 143;

/** How a file that must open ends; all others name a failure. */
const SUCCESS = "success";

const bundle = await build({
  ...OPTIONS,
  entryPoints: ["age-encryption"],
  outfile: "build/test/age_vectors/typage.mjs",
  write: true,
});

/** @type {typeof import("age-encryption")} */
const { armor, Decrypter } = await import(
  pathToFileURL(`${ROOT}build/test/age_vectors/typage.mjs`).href
);

/**
 * Splits a vector into its `key: value` lines and its age file. Source: C2SP/CCTV age/README.md.
 * @param {Uint8Array} bytes
 */
function parse(bytes) {
  const blank = Buffer.from(bytes).indexOf("\n\n");
  const lines = Buffer.from(bytes.subarray(0, blank)).toString().split("\n");
  const fields = lines.map((line) => /** @type {[string, string]} */ (line.split(/: (.*)/s)));
  /** @param {string} name */
  const all = (name) => fields.filter(([key]) => key === name).map(([, value]) => value);
  const file = bytes.subarray(blank + 2);
  return {
    expect: all("expect")[0],
    payload: all("payload")[0],
    identities: all("identity"),
    passphrases: all("passphrase"),
    armored: all("armored").includes("yes"),
    file: all("compressed").includes("zlib") ? new Uint8Array(inflateSync(file)) : file,
  };
}

/** @param {ReturnType<typeof parse>} vector */
async function open(vector) {
  const decrypter = new Decrypter();
  for (const identity of vector.identities) decrypter.addIdentity(identity);
  for (const passphrase of vector.passphrases) decrypter.addPassphrase(passphrase);
  const file = vector.armored
    ? armor.decode(Buffer.from(vector.file).toString("latin1"))
    : vector.file;
  return await decrypter.decrypt(file);
}

test("all vectors of the package are run", () => {
  assert.equal(Object.keys(vectors).length, COUNT);
});

for (const [name, bytes] of Object.entries(vectors)) {
  const vector = parse(bytes);
  if (vector.expect === SUCCESS) {
    test(`${name} opens to the payload that its author names`, async () => {
      const opened = await open(vector);
      assert.equal(createHash("sha256").update(opened).digest("hex"), vector.payload);
    });
  } else {
    test(`${name} is refused: ${vector.expect}`, async () => {
      // A TypeError would be this test's own mistake, not a refusal.
      await assert.rejects(open(vector), (error) => !(error instanceof TypeError));
    });
  }
}

test("the bundle is the page's own: without the curves that only hardware tokens need", () => {
  const inputs = Object.keys(bundle.metafile.inputs);
  assert.ok(inputs.includes("app/browser/absent_curves.mjs"));
  assert.ok(!inputs.some((path) => path.endsWith("@noble/curves/nist.js")));
});

test("the bundle holds each noble package once, at the version that the overrides pin", async () => {
  const folders = Object.keys(bundle.metafile.inputs)
    .map((path) => /^(.*node_modules\/@noble\/([^/]+))\//.exec(path))
    .filter((match) => match !== null);
  /** @type {Map<string, Set<string>>} */
  const copies = new Map();
  for (const [, folder, name] of folders) {
    copies.set(String(name), (copies.get(String(name)) ?? new Set()).add(String(folder)));
  }
  assert.deepEqual([...copies.keys()].sort(), ["ciphers", "curves", "hashes", "post-quantum"]);
  for (const [name, places] of copies) {
    assert.equal(places.size, 1, `@noble/${name} is bundled ${places.size} times`);
    if (name === "curves" || name === "hashes") {
      const description = await readFile(`${ROOT}${[...places][0]}/package.json`, "utf8");
      assert.match(JSON.parse(description).version, /^2\.0\./);
    }
  }
});
