/**
 * How the writer of one letter comes back: a receipt made when the writing begins, and what is
 * derived from it meanwhile. It knows no page; whoever comes after gets another one.
 */

import { callDigits, derive, groups, letterReturn, newReceipt } from "./receipt.mjs";

/**
 * @typedef {import("./receipt.mjs").LetterReturn} LetterReturn
 *
 * @typedef {object} Shown what may be seen of a receipt
 * @property {string[]} groups
 * @property {[say: string, hear: string] | null} call null until it is derived
 * @property {Date} made when the letter was sealed, from which an answer's last day is counted; before,
 *   when the receipt was made
 *
 * @typedef {object} WayBack
 * @property {() => Promise<void>} begin make what it takes; when it resolves, `shown` is whole
 * @property {() => Promise<LetterReturn | null>} forLetter asked when the letter is sealed
 * @property {Shown | null} shown null: nothing is to be seen
 */

/** @implements {WayBack} */
export class NewReceipt {
  /** @type {Shown | null} */
  shown = null;
  #site;
  #now;
  /** @type {Promise<LetterReturn> | null} */
  #derived = null;

  /**
   * @param {string} site lower-case host name that the page carries
   * @param {() => Date} now by the service's clock, where it is known
   */
  constructor(site, now) {
    this.#site = site;
    this.#now = now;
  }

  /** Make the receipt, once, and begin to derive from it. */
  async begin() {
    await this.#keys();
  }

  /**
   * Return what the letter says of the way back.
   *
   * @returns {Promise<LetterReturn>}
   */
  async forLetter() {
    const said = await this.#keys();
    // By now an answer came, and with it the service's clock.
    if (this.shown) this.shown = { ...this.shown, made: this.#now() };
    return said;
  }

  #keys() {
    this.#derived ??= this.#derive();
    return this.#derived;
  }

  async #derive() {
    const receipt = newReceipt();
    const shown = { groups: groups(receipt), call: null, made: this.#now() };
    this.shown = shown;
    const keys = await derive(receipt, this.#site);
    this.shown = { ...shown, call: await callDigits(keys.secret) };
    return letterReturn(keys);
  }
}
