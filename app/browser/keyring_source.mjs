/**
 * Where the sender gets the keyring from: fetched once, verified, kept while the page is open,
 * fetched again when it is stale. It never goes back to an older keyring than it has seen.
 */

import { KeyringUnavailable } from "./errors.mjs";
import { isOver } from "./keyring.mjs";

/** @typedef {import("./keyring.mjs").Keyring} Keyring */

export class KeyringSource {
  #fetch;
  #open;
  #clock;
  /** @type {Keyring | null} */
  #keyring = null;
  /** Milliseconds that the device's clock is ahead of the one of the answers. */
  #ahead = 0;
  /** @type {Promise<Keyring> | null} */
  #underWay = null;

  /**
   * @param {object} ports
   * @param {() => Promise<{text: string, date: Date | null}>} ports.fetchKeyring
   * @param {(text: string, clocks: import("./keyring.mjs").Clocks) => Promise<Keyring>} ports.openKeyring
   * @param {() => Date} ports.clock
   */
  constructor({ fetchKeyring, openKeyring, clock }) {
    this.#fetch = fetchKeyring;
    this.#open = openKeyring;
    this.#clock = clock;
  }

  /**
   * Return the keyring that was verified last, or a new one if the device says that it is over.
   *
   * @returns {Promise<Keyring>}
   * @throws {import("./errors.mjs").Unavailable} none could be had just now
   * @throws {import("./errors.mjs").KeyringError} the one that came must not be used
   */
  async current() {
    const keyring = this.#keyring;
    return keyring && !isOver(keyring, this.#clock()) ? keyring : this.refresh();
  }

  /**
   * Return a newly fetched keyring; callers at the same time share one request.
   *
   * @returns {Promise<Keyring>}
   * @throws {KeyringUnavailable} none could be had just now
   * @throws {import("./errors.mjs").KeyringError} the one that came must not be used
   */
  async refresh() {
    this.#underWay ??= this.#renew().finally(() => {
      this.#underWay = null;
    });
    return this.#underWay;
  }

  /**
   * Return the time by the clock of the answers, as a phone's own is often wrong; by the device's as
   * long as no answer came.
   *
   * @returns {Date}
   */
  now() {
    return new Date(this.#clock().getTime() - this.#ahead);
  }

  /** @returns {Promise<Keyring>} */
  async #renew() {
    const { text, date } = await this.#fetch();
    const device = this.#clock();
    if (date) this.#ahead = device.getTime() - date.getTime();
    const fresh = await this.#open(text, { device, answer: date });
    if (this.#keyring && fresh.serial < this.#keyring.serial) {
      throw new KeyringUnavailable("an older keyring came than before: try again");
    }
    this.#keyring = fresh;
    return fresh;
  }
}
