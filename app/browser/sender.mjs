/**
 * Sending, as a state machine that knows neither page nor network. It never says more than is known:
 * once an envelope may have arrived, "not sent" is not said of its letter again.
 *
 *     waiting ──ready()──▶ ready ──submit()──▶ problems, or sending ──▶ arrived, failed or closed
 *
 * submit() works again from problems and failed; closed stays closed until the page is loaded anew;
 * reset() leads from all others back to ready. moveTo() goes on in another language, whatever the
 * state but sending: the letter, and what is known of it, stay the same.
 */

import { Draft } from "./draft.mjs";
import { Unavailable } from "./errors.mjs";
import { validate } from "./validate.mjs";

/** Posts of one try: the second after the keyring was found to be stale. */
const ROUNDS = 2;

/** States in which the form is open and nothing is under way. */
const OPEN = ["ready", "problems", "failed"];

/**
 * @typedef {"not-sent" | "unknown"} Known
 *
 * @typedef {{name: "waiting"}
 *   | {name: "ready"}
 *   | {name: "problems", problems: import("./validate.mjs").Problem[]}
 *   | {name: "sending"}
 *   | {name: "failed", known: Known, notNow: boolean}
 *   | {name: "closed", known: Known | null}
 *   | {name: "arrived"}} State `known` is null if nobody tried to send
 *
 * @typedef {object} View
 * @property {() => Record<string, unknown>} read raw answers
 * @property {(state: State) => void} show
 * @property {(shown: import("./way_back.mjs").Shown | null, known: Known | "arrived") => void} showReceipt
 *
 * @typedef {object} Ports
 * @property {Pick<import("./keyring_source.mjs").KeyringSource, "current" | "refresh">} keyrings
 * @property {(envelope: Uint8Array<ArrayBuffer>, serial: number) => Promise<Outcome>} post
 * @property {() => Date} now by the service's clock, where it is known
 * @property {() => import("./way_back.mjs").WayBack} newWayBack one for each letter
 * @property {() => Promise<void>} idle resolves when the page has nothing better to do
 *
 * @typedef {import("./intake.mjs").Outcome} Outcome
 * @typedef {import("./letter.mjs").Answers} Answers
 * @typedef {import("./envelope.mjs").Envelope} Envelope
 * @typedef {import("./validate.mjs").Questionnaire & {language: string}} Form
 */

export class Sender {
  #ports;
  #view;
  #form;
  #draft;
  /** @type {State} */
  #state = { name: "waiting" };
  /** @type {Promise<void> | null} */
  #preparing = null;

  /**
   * @param {Ports} ports
   * @param {View} view
   * @param {Form} form
   */
  constructor(ports, view, form) {
    this.#ports = ports;
    this.#view = view;
    this.#form = form;
    this.#draft = new Draft(ports.newWayBack());
  }

  /** Return the name of the state. */
  get state() {
    return this.#state.name;
  }

  /** Let the person send. */
  ready() {
    if (this.#state.name === "waiting") this.#enter({ name: "ready" });
  }

  /** Close the form for good: from now on nothing is posted. */
  close() {
    this.#enter({ name: "closed", known: null });
  }

  /** Forget the letter, as its writer has left; a closed form stays closed. */
  reset() {
    this.#draft = new Draft(this.#ports.newWayBack());
    if (this.#state.name === "waiting") return;
    this.#enter(
      this.#state.name === "closed" ? { name: "closed", known: null } : { name: "ready" },
    );
  }

  /**
   * Go on with the same letter on a page in another language.
   *
   * @param {View} view
   * @param {Form} form the same questionnaire
   */
  moveTo(view, form) {
    this.#view = view;
    this.#form = form;
    this.#show();
  }

  /** The person begins to write: make what they come back with, and show it, not sent yet. */
  async begin() {
    const draft = this.#draft;
    if (!this.#isOpen() || draft.wayBack.shown) return;
    const begun = draft.wayBack.begin();
    this.#showReceipt();
    try {
      await begun;
      if (draft === this.#draft) this.#showReceipt();
    } catch {
      // A letter that is being sent meets the same error, and says more about it.
      if (draft === this.#draft && this.#isOpen()) this.close();
    }
  }

  /**
   * Do beforehand what the first sending would wait for: get the keyring, and seal nothing once, as
   * script is slow the first time. Without a network it does nothing and may be called again.
   *
   * @returns {Promise<void>}
   */
  prepare() {
    if (this.#state.name === "ready") this.#preparing ??= this.#prepareOnce();
    return this.#preparing ?? Promise.resolve();
  }

  /** Validate the answers and send them, unless that is under way already. */
  async submit() {
    if (!this.#isOpen()) return;
    const checked = validate(this.#form, this.#view.read());
    if (checked.problems) {
      this.#enter({ name: "problems", problems: checked.problems });
      return;
    }
    const draft = this.#draft;
    this.#enter({ name: "sending" });
    const state = await this.#send(draft, checked.answers);
    // Whoever wrote this may have left meanwhile, and the page may be another person's now.
    if (draft === this.#draft) this.#enter(state);
  }

  async #prepareOnce() {
    try {
      const { recipient } = await this.#ports.keyrings.current();
      await this.#ports.idle();
      if (this.#isOpen()) await recipient.seal(new Uint8Array());
    } catch (error) {
      this.#preparing = null;
      if (error instanceof Unavailable) return;
      // A letter that is being sent meets the same error, and says more about it.
      if (this.#isOpen()) this.close();
    }
  }

  /**
   * @param {Draft} draft
   * @param {Answers} answers
   * @returns {Promise<State>} never rejects
   */
  async #send(draft, answers) {
    try {
      return await this.#try(draft, answers);
    } catch (error) {
      const known = knownOf(draft);
      // Anything else is a keyring that must not be used, or sealing that does not work here.
      return error instanceof Unavailable
        ? { name: "failed", known, notNow: false }
        : { name: "closed", known };
    }
  }

  /**
   * @param {Draft} draft
   * @param {Answers} answers
   * @returns {Promise<State>}
   */
  async #try(draft, answers) {
    const { keyrings, now } = this.#ports;
    let keyring = await keyrings.current();
    for (let round = 1; ; round += 1) {
      const envelope = await draft.seal(this.#form, answers, keyring, now());
      const outcome = await this.#post(draft, envelope, keyring.serial);
      if (outcome.kind === "arrived" && outcome.id === envelope.id) return { name: "arrived" };
      if (outcome.kind !== "stale" || round === ROUNDS) {
        return { name: "failed", known: knownOf(draft), notNow: outcome.kind === "closed" };
      }
      keyring = await keyrings.refresh();
    }
  }

  /**
   * @param {Draft} draft
   * @param {Envelope} envelope
   * @param {number} serial
   * @returns {Promise<Outcome>}
   */
  async #post(draft, envelope, serial) {
    const doubt = draft.doubt;
    draft.doubt = true;
    const outcome = await this.#ports.post(envelope.bytes, serial);
    // These are the intake's own word that it kept nothing of this post.
    if (["stale", "refused", "closed"].includes(outcome.kind)) draft.doubt = doubt;
    return outcome;
  }

  #isOpen() {
    return OPEN.includes(this.#state.name);
  }

  /** @param {State} state */
  #enter(state) {
    this.#state = state;
    this.#show();
  }

  #show() {
    this.#view.show(this.#state);
    this.#showReceipt();
  }

  /** Show the digits and what is known of their letter; none on a form by which nothing can have gone. */
  #showReceipt() {
    const { name } = this.#state;
    const known = name === "sending" ? "unknown" : knownOf(this.#draft);
    const inVain = name === "closed" && known === "not-sent";
    const shown = inVain ? null : this.#draft.wayBack.shown;
    this.#view.showReceipt(shown, name === "arrived" ? "arrived" : known);
  }
}

/**
 * @param {Draft} draft
 * @returns {Known}
 */
function knownOf(draft) {
  return draft.doubt ? "unknown" : "not-sent";
}
