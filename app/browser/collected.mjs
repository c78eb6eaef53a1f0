/**
 * Whether somebody still collects letters: the signed notice is fetched, believed only by the key that
 * the signed keyring names, and its day shown; whatever is not a fresh notice means "call".
 */

import { showCollected } from "../frame/components/collected/collected.mjs";
import { Unavailable } from "./errors.mjs";
import { fetchNotice } from "./intake.mjs";
import { isStale, openNotice } from "./notice.mjs";

export class Collected {
  #window;
  #ports;
  /** @type {Promise<void> | null} */
  #looking = null;
  /** @type {string | null | undefined} day of a fresh notice; undefined: nobody has looked yet */
  #day;

  /**
   * @param {Window & typeof globalThis} window
   * @param {{clock: () => Date, keyrings: Pick<import("./keyring_source.mjs").KeyringSource, "current">}} ports
   */
  constructor(window, ports) {
    this.#window = window;
    this.#ports = ports;
  }

  /**
   * Look once, and show what is known then. Without a network it may be called again.
   *
   * @returns {Promise<void>} never rejects
   */
  look() {
    this.#looking ??= this.#look();
    return this.#looking;
  }

  /** Show what is known on the page as it is now. */
  show() {
    if (this.#day !== undefined) showCollected(this.#window.document, this.#day);
  }

  async #look() {
    try {
      const { noticeKey } = await this.#ports.keyrings.current();
      const { text, date } = await fetchNotice(this.#window.fetch);
      const day = await openNotice(text, noticeKey);
      this.#day = isStale(day, { device: this.#ports.clock(), answer: date }) ? null : day;
    } catch (error) {
      this.#day = null;
      if (error instanceof Unavailable) this.#looking = null;
    }
    this.show();
  }
}
