/** The worker that reads, draws and seals, as the page sees it: it is asked, and answers. */

import { FileRefused, FilesUnavailable } from "./errors.mjs";

/** @typedef {{resolve: (ok: any) => void, reject: (error: Error) => void}} Waiting */

export class Bench {
  #worker;
  #asks = 0;
  #isEnded = false;
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();

  /** @param {Worker} worker attach_worker.mjs */
  constructor(worker) {
    this.#worker = worker;
    worker.addEventListener("message", ({ data }) => this.#hear(data));
    worker.addEventListener("error", () => this.end());
  }

  /**
   * Ask for what attach_worker.mjs describes.
   *
   * @param {"prepare" | "keep" | "seal" | "drop"} what
   * @param {Record<string, unknown>} fields
   * @returns {Promise<any>}
   * @throws {FileRefused} its `code` says why
   * @throws {FilesUnavailable} the worker was ended, or broke
   */
  ask(what, fields) {
    this.#asks += 1;
    const ask = this.#asks;
    return new Promise((resolve, reject) => {
      if (this.#isEnded) throw new FilesUnavailable("the files are gone");
      this.#waiting.set(ask, { resolve, reject });
      this.#worker.postMessage({ ask, what, ...fields });
    });
  }

  /** End the worker, and with it every byte that it holds. */
  end() {
    this.#isEnded = true;
    this.#worker.terminate();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new FilesUnavailable("the files are gone"));
  }

  /** @param {{ask: number, ok?: unknown, refused?: any}} answer */
  #hear({ ask, ok, refused }) {
    const { resolve, reject } = this.#waiting.get(ask) ?? {};
    this.#waiting.delete(ask);
    if (refused) reject?.(new FileRefused(refused));
    else resolve?.(ok);
  }
}
