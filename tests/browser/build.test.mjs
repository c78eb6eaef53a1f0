import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { buildAssets } from "../../app/browser/build.mjs";
import { letterIn, openSite, until } from "./pretended_site.mjs";
import { send } from "./sealed_page.mjs";

const SCRIPT_LIMIT = 40 * 1024;

let folder = "";
/** @type {Record<string, string>} */
let assets = {};

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "assets-"));
  assets = await buildAssets(folder);
});

after(() => rm(folder, { recursive: true }));

/** @returns {Promise<Record<string, string>>} digest by file name */
async function contents() {
  const files = (await readdir(folder)).sort();
  const digests = files.map(async (file) => {
    const data = await readFile(path.join(folder, file));
    return [file, createHash("sha256").update(data).digest("hex")];
  });
  return Object.fromEntries(await Promise.all(digests));
}

test("assets.json names every file, each hashed by its content", async () => {
  assert.deepEqual(JSON.parse(await readFile(path.join(folder, "assets.json"), "utf8")), assets);
  assert.ok(assets["write.js"] && assets["style.css"] && assets["icon.svg"]);
  const { "assets.json": _assets, ...files } = await contents();
  assert.deepEqual(Object.keys(files), Object.values(assets).sort());
  for (const [name, file] of Object.entries(assets)) {
    const { name: stem, ext } = path.parse(name);
    assert.equal(file, `${stem}-${files[file]?.slice(0, 12)}${ext}`);
  }
});

test("built twice, every byte is the same", async () => {
  const first = await contents();
  const other = await mkdtemp(path.join(tmpdir(), "assets-"));
  try {
    assert.deepEqual(await buildAssets(other), assets);
    for (const file of await readdir(other)) {
      const data = await readFile(path.join(other, file));
      assert.equal(createHash("sha256").update(data).digest("hex"), first[file]);
    }
  } finally {
    await rm(other, { recursive: true });
  }
});

test("files of earlier builds go, files of others stay", async () => {
  const before = await contents();
  await writeFile(path.join(folder, "write-0123456789ab.js"), "old");
  await writeFile(path.join(folder, "notes.txt"), "mine");
  await buildAssets(folder);
  await rm(path.join(folder, "notes.txt"));
  assert.deepEqual(await contents(), before);
});

test("the script is small enough for a slow line", async () => {
  const script = await readFile(path.join(folder, assets["write.js"] ?? ""));
  const size = gzipSync(script, { level: 9 }).length;
  assert.ok(size <= SCRIPT_LIMIT, `${size} bytes`);
});

test("the built script seals a letter that its recipient can open", async () => {
  const site = openSite();
  const file = path.join(folder, "script.mjs");
  await copyFile(path.join(folder, assets["write.js"] ?? ""), file);
  Object.assign(globalThis, { window: site.window });
  await import(pathToFileURL(file).href);
  await rm(file);
  site.byId("q-message").value = "سلام";
  send(site.byId);
  await until(() => !site.byId("arrived").hidden);
  assert.deepEqual((await letterIn(site.posts[0])).answers, { message: "سلام" });
});

test("the script is one module that loads no more than it is told to, on demand", async () => {
  const script = await readFile(path.join(folder, assets["write.js"] ?? ""), "utf8");
  const imports = script.match(/\bimport\b.{0,60}/g) ?? [];
  assert.deepEqual(
    imports.map((found) => found.slice(0, found.indexOf(")") + 1)).sort(),
    ["attachments.js", "draft_file.js", "ed25519_script.js"].map(
      (name) => `import("./${assets[name]}")`,
    ),
  );
});

test("a worker is a script by itself, and no page's script holds what it does", async () => {
  const worker = await readFile(path.join(folder, assets["attach_worker.js"] ?? ""), "utf8");
  assert.doesNotMatch(worker, /\bimport\b|\bexport\b|fetch\(|XMLHttpRequest|WebSocket/);
  assert.match(worker, /convertToBlob/);
  const script = await readFile(path.join(folder, assets["write.js"] ?? ""), "utf8");
  assert.doesNotMatch(script, /convertToBlob/);
});

test("only the built workers are started, from beside the script that starts them", async (t) => {
  const file = path.join(folder, "starting.mjs");
  await copyFile(path.join(folder, assets["workers.js"] ?? ""), file);
  t.after(() => rm(file));
  /** @type {string[]} */
  const started = [];
  /** @type {any[]} */
  const policies = [];
  Object.assign(globalThis, {
    Worker: class {
      /** @param {{url: string}} trusted */
      constructor(trusted) {
        started.push(trusted.url);
      }
    },
    trustedTypes: {
      createPolicy: (/** @type {string} */ name, /** @type {any} */ rules) => {
        policies.push(name);
        return {
          createScriptURL: (/** @type {string} */ asked) => ({ url: rules.createScriptURL(asked) }),
        };
      },
    },
  });
  const { startWorker } = await import(pathToFileURL(file).href);
  startWorker("attach_worker");
  assert.deepEqual(policies, ["turva-worker"]);
  assert.deepEqual(started, [
    pathToFileURL(path.join(folder, assets["attach_worker.js"] ?? "")).href,
  ]);
  for (const foreign of ["", "write", "__proto__", "constructor", "https://evil.test/x.js"]) {
    assert.throws(() => startWorker(foreign), TypeError, foreign);
  }
  assert.equal(started.length, 1);
});

test("a browser that has no Ed25519 is served the script that has", async (t) => {
  const script = path.join(folder, assets["ed25519_script.js"] ?? "");
  const file = path.join(folder, "verifying.mjs");
  await copyFile(script, file);
  t.after(() => rm(file));
  const { verify } = await import(pathToFileURL(file).href);
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const key = publicKey.export({ type: "spki", format: "der" }).subarray(-32);
  const signature = sign(null, Buffer.from("text"), privateKey);
  assert.equal(verify(signature, Buffer.from("text"), key), true);
  assert.equal(verify(signature, Buffer.from("other"), key), false);
});
