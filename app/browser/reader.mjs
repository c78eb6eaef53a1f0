/**
 * Coming back, as a state machine that knows neither page nor network: from the digits that somebody
 * typed to the answers that were signed for them. What is not proven to be the NAS's is never handed
 * to the page, and nobody learns from it whether there ever was a letter.
 *
 *     waiting ──ready()──▶ ready ──submit()──▶ mistyped, or opening ──▶ opened, nothing, forged,
 *                                                                      failed or unsafe
 *
 * submit() works again from mistyped and failed; unsafe stays until the page is loaded anew; reset()
 * leads from all others back to ready. moveTo() goes on in another language, whatever the state.
 */

import {
  MailboxEmpty,
  MailboxExpired,
  MailboxForged,
  MailboxMalformed,
  ReceiptError,
  ReceiptLength,
  Unavailable,
} from "./errors.mjs";
import { openMailbox } from "./mailbox.mjs";
import { callDigits, derive, mailboxId, parseReceipt } from "./receipt.mjs";

/**
 * Looks at one mailbox: the second with a new keyring, as both may have changed while the page was
 * open, and an honest answer must not be called forged for that.
 */
const ROUNDS = 2;

/** States in which the digits can be given. */
const OPEN = ["ready", "mistyped", "failed"];

/**
 * @typedef {{name: "waiting"}
 *   | {name: "ready"}
 *   | {name: "mistyped", code: string}
 *   | {name: "opening"}
 *   | {name: "opened", call: CallDigits, mailbox: import("./mailbox.mjs").Mailbox}
 *   | {name: "nothing", call: CallDigits}
 *   | {name: "forged"}
 *   | {name: "failed", busy: boolean}
 *   | {name: "unsafe"}} State
 *
 * @typedef {object} View
 * @property {() => string} read what was typed
 * @property {(state: State) => void} show
 * @property {(state: State) => void} focus go to what a state has just brought
 *
 * @typedef {object} Ports
 * @property {string} site lower-case host name that the page carries
 * @property {Pick<import("./keyring_source.mjs").KeyringSource, "current" | "refresh">} keyrings
 * @property {(id: Uint8Array<ArrayBuffer>) => Promise<import("./intake.mjs").Found>} ask
 * @property {() => Date} clock
 *
 * @typedef {import("./receipt.mjs").ReceiptKeys} ReceiptKeys
 * @typedef {[say: string, hear: string]} CallDigits
 */

export class Reader {
  #ports;
  #view;
  /** @type {State} */
  #state = { name: "waiting" };
  /** @type {ReceiptKeys | null} of the digits that were opened */
  #keys = null;
  /** One person's try: whoever comes after never sees what came of it. */
  #visit = {};

  /**
   * @param {Ports} ports
   * @param {View} view
   */
  constructor(ports, view) {
    this.#ports = ports;
    this.#view = view;
  }

  /** Return the name of the state. */
  get state() {
    return this.#state.name;
  }

  /** Tell whether the digits were good for looking: there is something to read, or surely nothing. */
  get isOpen() {
    return this.#keys !== null;
  }

  /**
   * Return the keys of the digits that were opened.
   *
   * @returns {ReceiptKeys}
   * @throws {ReceiptLength} there are none, or none any more
   */
  get keys() {
    if (!this.#keys) throw new ReceiptLength("no receipt is open");
    return this.#keys;
  }

  /** Let the person give the digits. */
  ready() {
    if (this.#state.name === "waiting") this.#enter({ name: "ready" });
  }

  /** Close the page for good: nothing is asked, and nothing shown. */
  close() {
    this.#enter({ name: "unsafe" });
  }

  /** Forget the digits, their keys and what they opened; a closed page stays closed. */
  reset() {
    this.#visit = {};
    this.#keys = null;
    if (this.#state.name !== "waiting" && this.#state.name !== "unsafe") {
      this.#state = { name: "ready" };
    }
    this.#view.show(this.#state);
  }

  /**
   * Go on with the same digits and answers on a page in another language.
   *
   * @param {View} view
   */
  moveTo(view) {
    this.#view = view;
    view.show(this.#state);
  }

  /**
   * Fetch the keyring beforehand, so that the answers need not wait for it.
   *
   * @returns {Promise<void>} never rejects
   */
  async prepare() {
    if (!OPEN.includes(this.#state.name)) return;
    try {
      await this.#ports.keyrings.current();
    } catch (error) {
      // Whoever looks for answers meanwhile meets the same error, and is told then.
      const isWaiting = OPEN.includes(this.#state.name);
      if (isWaiting && !(error instanceof Unavailable)) this.close();
    }
  }

  /** Judge what was typed, and look for answers, unless that is under way already. */
  async submit() {
    if (!OPEN.includes(this.#state.name)) return;
    const receipt = this.#receipt();
    if (!receipt) return;
    const visit = {};
    this.#visit = visit;
    this.#enter({ name: "opening" });
    const { state, keys } = await this.#open(receipt);
    if (visit !== this.#visit) return;
    this.#keys = keys;
    this.#enter(state);
    this.#view.focus(state);
  }

  /** @returns {string | null} */
  #receipt() {
    try {
      return parseReceipt(this.#view.read());
    } catch (error) {
      if (!(error instanceof ReceiptError)) throw error;
      const mistyped = /** @type {const} */ ({ name: "mistyped", code: error.code });
      this.#enter(mistyped);
      this.#view.focus(mistyped);
      return null;
    }
  }

  /**
   * @param {string} receipt
   * @returns {Promise<{state: State, keys: ReceiptKeys | null}>} never rejects
   */
  async #open(receipt) {
    try {
      const keys = await derive(receipt, this.#ports.site);
      const state = await this.#look(keys);
      return { state, keys: state.name === "opened" || state.name === "nothing" ? keys : null };
    } catch (error) {
      // Anything else is a keyring that must not be used, or a browser that cannot open.
      const isAway = error instanceof Unavailable;
      return { state: isAway ? { name: "failed", busy: false } : { name: "unsafe" }, keys: null };
    }
  }

  /**
   * @param {ReceiptKeys} keys
   * @returns {Promise<State>}
   */
  async #look(keys) {
    const { keyrings, ask, clock } = this.#ports;
    const id = await mailboxId(keys.secret);
    for (let round = 1; ; round += 1) {
      const [{ replyKey }, found] = await Promise.all([
        round === 1 ? keyrings.current() : keyrings.refresh(),
        ask(id),
      ]);
      if (found.kind !== "answered") return { name: "failed", busy: found.kind === "closed" };
      const clocks = { device: clock(), answer: found.date };
      const call = await callDigits(keys.secret);
      const state = await judge(openMailbox(found.bytes, keys, replyKey, clocks), call);
      if (state.name !== "forged" || round === ROUNDS) return state;
    }
  }

  /** @param {State} state */
  #enter(state) {
    this.#state = state;
    this.#view.show(state);
  }
}

/**
 * @param {Promise<import("./mailbox.mjs").Mailbox>} opening
 * @param {CallDigits} call
 * @returns {Promise<State>}
 */
async function judge(opening, call) {
  try {
    const mailbox = await opening;
    return mailbox.answers.length > 0
      ? { name: "opened", call, mailbox }
      : { name: "nothing", call };
  } catch (error) {
    if (error instanceof MailboxEmpty || error instanceof MailboxExpired) {
      return { name: "nothing", call };
    }
    if (error instanceof MailboxForged || error instanceof MailboxMalformed) {
      return { name: "forged" };
    }
    throw error;
  }
}
