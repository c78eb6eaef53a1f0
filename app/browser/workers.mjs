/**
 * Starts what runs beside the page: our own built workers and nothing else, whatever is asked for.
 *
 * Always fetched on demand, so that a page holds it once: the policy under which a worker's address
 * is trusted has one name, which the page's headers allow, and can be made once. A worker is an asset
 * and lives by an asset's own policy: it can reach nobody.
 */

import { WORKER_FILES } from "./worker_files.mjs";

/** Name of the only policy of trusted types that a sealed page may make. */
const POLICY = "turva-worker";

/** @typedef {{createScriptURL: (url: string) => string}} Policy as browsers make it of such rules */

const { trustedTypes } =
  /** @type {{trustedTypes?: {createPolicy: (name: string, rules: Policy) => Policy}}} */ (
    globalThis
  );

const trusted = trustedTypes?.createPolicy(POLICY, { createScriptURL: ownWorker });

/**
 * Start a worker of ours.
 *
 * @param {string} name of its source, without ending
 * @returns {Worker}
 * @throws {TypeError} it is none of ours
 */
export function startWorker(name) {
  const file = WORKER_FILES[name] ?? "";
  return new Worker(trusted ? trusted.createScriptURL(file) : ownWorker(file));
}

/**
 * @param {string} file
 * @returns {string} its whole address, beside this script's
 */
function ownWorker(file) {
  if (file && Object.values(WORKER_FILES).includes(file)) {
    return new URL(file, import.meta.url).href;
  }
  throw new TypeError("only our own workers are started");
}
