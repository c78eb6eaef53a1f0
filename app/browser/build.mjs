/**
 * Builds what the pages load: `node app/browser/build.mjs OUT`.
 *
 * OUT receives <script>-<hash>.js for each script and worker, <style>-<hash>.css, the files of
 * app/frame/static under hashed names, and assets.json, which maps logical names to file names. The
 * same sources give the same bytes. Files of earlier builds are removed; nothing else in OUT is
 * touched.
 */

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const FRAME = path.join(ROOT, "app/frame");
/** The pages' style sheets: app/frame/css/<name>.css becomes <name>.css. */
const STYLES = ["read", "style"];

/** The pages' scripts: app/browser/<name>.mjs becomes <name>.js. */
const SCRIPTS = ["check", "leave", "read", "return", "write"];

const HASH_DIGITS = 12;
const HASHED = /-[0-9a-f]{12}\.[a-z0-9]+$/;

/**
 * How everything is bundled; tests bundle by it too.
 *
 * @type {import("esbuild").BuildOptions & {write: false, metafile: true}}
 */
export const OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  // The notices that the licences of bundled libraries ask for.
  legalComments: "eof",
  // See absent_curves.mjs.
  alias: { "@noble/curves/nist.js": path.join(ROOT, "app/browser/absent_curves.mjs") },
  logLevel: "warning",
  write: false,
  metafile: true,
};

/** What only workers have; see absent_scrypt.mjs. */
const ABSENT = {
  "@noble/hashes/scrypt.js": path.join(ROOT, "app/browser/absent_scrypt.mjs"),
};

/** @typedef {{name: string, file: string, contents: Uint8Array}} Asset */

/** What runs beside a page: <name>.mjs becomes a script of its own, of no module, for `startWorker`. */
const WORKERS = ["attach_worker", "draft_worker"];

/**
 * What is fetched only by who needs it: `import("./<name>.mjs")` becomes a file of its own. Each may
 * fetch those before it.
 */
const ON_DEMAND = ["ed25519_script", "workers", "attachments", "draft_file", "writing"];

/**
 * Build all assets into a folder, which is made if it is not there.
 *
 * @param {string} out
 * @returns {Promise<Record<string, string>>} file names by logical names
 */
export async function buildAssets(out) {
  const workers = await Promise.all(WORKERS.map(bundleWorker));
  /** @type {Asset[]} */
  const later = [];
  for (const name of ON_DEMAND) later.push(await bundleScript(name, later, workers));
  const assets = [
    ...workers,
    ...later,
    ...(await Promise.all(SCRIPTS.map((name) => bundleScript(name, later)))),
    ...(await bundleStyles()),
    ...(await readStatic()),
  ].sort((one, other) => (one.name < other.name ? -1 : 1));
  await mkdir(out, { recursive: true });
  for (const { file, contents } of assets) await replaceFile(path.join(out, file), contents);
  const files = Object.fromEntries(assets.map(({ name, file }) => [name, file]));
  await replaceFile(path.join(out, "assets.json"), `${JSON.stringify(files, null, 2)}\n`);
  const current = new Set(Object.values(files));
  for (const file of await readdir(out)) {
    if (HASHED.test(file) && !current.has(file)) await rm(path.join(out, file));
  }
  return files;
}

/**
 * Return the asset under the name that its content gives it.
 *
 * @param {string} name
 * @param {Uint8Array} contents
 * @returns {Asset}
 */
function asset(name, contents) {
  const { name: stem, ext } = path.parse(name);
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, HASH_DIGITS);
  return { name, file: `${stem}-${hash}${ext}`, contents };
}

/**
 * @param {string} name
 * @param {Asset[]} later what it may fetch
 * @param {Asset[]} [workers] what it may start
 * @returns {Promise<Asset>}
 */
async function bundleScript(name, later, workers = []) {
  const { contents } = await bundle([sourceOf(name)], {
    plugins: [fetching(later), starting(workers)],
    alias: { ...OPTIONS.alias, ...ABSENT },
  });
  return asset(`${name}.js`, contents);
}

/**
 * @param {string} name
 * @returns {Promise<Asset>}
 */
async function bundleWorker(name) {
  // Some browsers that have all else know workers, but no modules in them.
  const { contents } = await bundle([sourceOf(name)], { format: "iife" });
  return asset(`${name}.js`, contents);
}

/** @param {string} name */
function sourceOf(name) {
  return path.join(ROOT, `app/browser/${name}.mjs`);
}

/**
 * Leave `import("./<name>.mjs")` to the browser, under the name that the built file has.
 *
 * @param {Asset[]} later
 * @returns {import("esbuild").Plugin}
 */
function fetching(later) {
  return {
    name: "on-demand",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\.\// }, ({ kind, path: asked }) => {
        if (kind !== "dynamic-import") return null;
        const found = later.find(({ name }) => path.parse(name).name === path.parse(asked).name);
        if (!found) throw new Error(`${asked} is not built to be fetched on demand`);
        return { path: `./${found.file}`, external: true };
      }),
  };
}

/**
 * Tell worker_files.mjs the names that the built workers have.
 *
 * @param {Asset[]} workers
 * @returns {import("esbuild").Plugin}
 */
function starting(workers) {
  const files = Object.fromEntries(workers.map(({ name, file }) => [path.parse(name).name, file]));
  return {
    name: "workers",
    setup: ({ onLoad }) =>
      onLoad({ filter: /\/worker_files\.mjs$/ }, () => ({
        contents: `export const WORKER_FILES = ${JSON.stringify(files)};`,
      })),
  };
}

/** @returns {Promise<Asset[]>} */
async function bundleStyles() {
  const made = await Promise.all(
    STYLES.map((name) => bundle([path.join(FRAME, `css/${name}.css`)])),
  );
  const used = new Set(made.flatMap(({ inputs }) => [...inputs]));
  const forgotten = (await listFiles(FRAME)).filter(
    (file) => file.endsWith(".css") && !used.has(path.relative(ROOT, file)),
  );
  if (forgotten.length > 0) throw new Error(`no style sheet imports ${forgotten.join(", ")}`);
  return made.map(({ contents }, at) => asset(`${STYLES[at]}.css`, contents));
}

/**
 * @param {string[]} entryPoints
 * @param {Pick<import("esbuild").BuildOptions, "plugins" | "format" | "alias">} [more]
 * @returns {Promise<{contents: Uint8Array, inputs: Set<string>}>}
 */
async function bundle(entryPoints, more = {}) {
  const { outputFiles, metafile } = await build({ ...OPTIONS, ...more, entryPoints });
  const [output, ...others] = outputFiles;
  if (!output || others.length > 0) throw new Error("a bundle is one file");
  return { contents: output.contents, inputs: new Set(Object.keys(metafile.inputs)) };
}

/** @returns {Promise<Asset[]>} */
async function readStatic() {
  const files = await listFiles(path.join(FRAME, "static"));
  return Promise.all(files.map(async (file) => asset(path.basename(file), await readFile(file))));
}

/**
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
async function listFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Write a file so that nobody ever reads half of it.
 *
 * @param {string} file
 * @param {string | Uint8Array} contents
 */
async function replaceFile(file, contents) {
  const partial = `${file}.partial`;
  await writeFile(partial, contents);
  await rename(partial, file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , out] = process.argv;
  if (!out) {
    console.error("usage: node app/browser/build.mjs OUT");
    process.exitCode = 2;
  } else {
    await buildAssets(out);
  }
}
