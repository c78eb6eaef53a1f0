/**
 * Posts pieces one at a time: the very same bytes again until they arrived, some of it by itself.
 */

import { FilesUnavailable } from "./errors.mjs";

/** Milliseconds before a piece that met no answer is posted again. */
const PAUSES = [1000, 4000];

/**
 * @typedef {import("./intake.mjs").Outcome} Outcome
 * @typedef {{bytes: Blob, id: string}} Envelope a blob, as it is posted without passing through the page's own thread
 *
 * @typedef {object} Ports
 * @property {(envelope: Blob, serial: number) => Promise<Outcome>} post
 * @property {(ms: number) => Promise<void>} pause
 */

export class PiecePost {
  #ports;
  /** @type {{of: string, envelope: Envelope} | null} sealed, and not arrived */
  #sealed = null;

  /** @param {Ports} ports */
  constructor(ports) {
    this.#ports = ports;
  }

  /**
   * Post a piece. It is sealed anew only if what was sealed last is another piece, or under another
   * keyring.
   *
   * @param {string} piece which one of which letter
   * @param {number} serial
   * @param {() => Promise<Envelope>} seal
   * @returns {Promise<Outcome>} `arrived` only if just this arrived
   * @throws {FilesUnavailable} it was forgotten meanwhile
   */
  async send(piece, serial, seal) {
    const of = `${piece} ${serial}`;
    if (this.#sealed?.of !== of) this.#sealed = { of, envelope: await seal() };
    const outcome = await this.#post(this.#sealed, serial);
    if (outcome.kind === "arrived") this.#sealed = null;
    return outcome;
  }

  /** Forget what was sealed last. */
  forget() {
    this.#sealed = null;
  }

  /**
   * @param {{envelope: Envelope}} sealed
   * @param {number} serial
   * @returns {Promise<Outcome>}
   */
  async #post(sealed, serial) {
    const { bytes, id } = sealed.envelope;
    for (const pause of [...PAUSES, null]) {
      const outcome = await this.#ports.post(bytes, serial);
      if (this.#sealed !== sealed) break;
      const other = outcome.kind === "arrived" && outcome.id !== id;
      if (!other && outcome.kind !== "unreachable") return outcome;
      if (pause === null) return { kind: "unreachable" };
      await this.#ports.pause(pause);
      if (this.#sealed !== sealed) break;
    }
    throw new FilesUnavailable("the files are gone");
  }
}
