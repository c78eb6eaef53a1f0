/** The key of a draft file's passphrase, computed beside the page (draft_worker.mjs). */

/**
 * Return the key of a passphrase.
 *
 * @param {string} passphrase
 * @param {Uint8Array<ArrayBuffer>} salt
 * @param {number} workFactor base-two logarithm of scrypt's N
 * @param {AbortSignal} [signal] ends the work, as when the page is left
 * @returns {Promise<Uint8Array>}
 * @throws {Error} no worker can be started, or it has not the memory
 */
export async function derivePassphrase(passphrase, salt, workFactor, signal) {
  const { startWorker } = await import("./workers.mjs");
  signal?.throwIfAborted();
  const worker = startWorker("draft_worker");
  try {
    return await new Promise((resolve, reject) => {
      const fail = () => reject(new Error("the key of the passphrase was not made"));
      worker.addEventListener("message", ({ data: { key } }) => (key ? resolve(key) : fail()));
      worker.addEventListener("error", fail);
      signal?.addEventListener("abort", fail);
      worker.postMessage({ passphrase, salt, workFactor });
    });
  } finally {
    worker.terminate();
  }
}
