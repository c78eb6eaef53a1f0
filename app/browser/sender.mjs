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
 *   | {name: "arrived", letter: string, at: Date}} State `known` is null if nobody tried to send
 *
 * @typedef {object} View
 * @property {() => Record<string, unknown>} read raw answers
 * @property {(state: State) => void} show
 * @property {(shown: import("./way_back.mjs").Shown | null, known: Known | "arrived") => void} showReceipt
 *
 * @typedef {object} Ports
 * @property {Pick<import("./keyring_source.mjs").KeyringSource, "current" | "refresh">} keyrings
 * @property {(envelope: Uint8Array<ArrayBuffer> | Blob, serial: number) => Promise<Outcome>} post
 * @property {() => Date} now by the service's clock, where it is known
 * @property {() => import("./way_back.mjs").WayBack} newWayBack one for each letter
 * @property {Pick<import("./files.mjs").Files, "isEmpty" | "hold" | "send" | "rest" | "clear">} files
 * @property {() => Promise<void>} idle resolves when the page has nothing better to do
 *
 * @typedef {import("./intake.mjs").Outcome} Outcome
 * @typedef {import("./letter.mjs").Answers} Answers
 * @typedef {import("./keyring.mjs").Keyring} Keyring
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
    this.#ports.files.clear();
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

  /**
   * Judge the answers to some questions, and show what is wrong with them; nothing is sent.
   *
   * @param {string[]} keys
   * @returns {boolean} whether one can go on
   */
  judge(keys) {
    if (!this.#isOpen()) return false;
    const { problems = [] } = this.#validate();
    const found = problems.filter(({ question }) => keys.includes(question));
    if (found.length > 0) this.#enter({ name: "problems", problems: found });
    else if (this.#state.name === "problems") this.#enter({ name: "ready" });
    return found.length === 0;
  }

  /** Validate the answers and send them, unless that is under way already. */
  async submit() {
    if (!this.#isOpen()) return;
    const checked = this.#validate();
    if (checked.problems) {
      this.#enter({ name: "problems", problems: checked.problems });
      return;
    }
    if (this.#ports.files.hold()) {
      this.#enter({ name: "ready" });
      return;
    }
    const draft = this.#draft;
    this.#enter({ name: "sending" });
    const state = await this.#send(draft, checked.answers);
    // Whoever wrote this may have left meanwhile, and the page may be another person's now.
    if (draft !== this.#draft) return;
    if (state.name === "arrived") this.#ports.files.clear();
    else this.#ports.files.rest();
    this.#enter(state);
  }

  #validate() {
    return validate(this.#form, this.#view.read(), !this.#ports.files.isEmpty);
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
      const outcome = await this.#post(draft, answers, keyring);
      if (outcome.kind === "arrived") {
        return { name: "arrived", letter: draft.letterId, at: now() };
      }
      if (outcome.kind !== "stale" || round === ROUNDS) {
        return { name: "failed", known: knownOf(draft), notNow: outcome.kind === "closed" };
      }
      keyring = await keyrings.refresh();
    }
  }

  /**
   * Post the files, and the letter once they have all arrived.
   *
   * @param {Draft} draft
   * @param {Answers} answers
   * @param {Keyring} keyring
   * @returns {Promise<Outcome>} of the letter, or of the piece that did not arrive
   */
  async #post(draft, answers, keyring) {
    const { files, now, post } = this.#ports;
    const sent = await files.send(draft.letterId, keyring);
    if ("outcome" in sent) return sent.outcome;
    const { bytes, id } = await draft.seal(this.#form, answers, sent.attachments, keyring, now());
    const doubt = draft.doubt;
    draft.doubt = true;
    this.#showReceipt();
    const outcome = await post(bytes, keyring.serial);
    // These are the intake's own word that it kept nothing of this post.
    if (["stale", "refused", "closed"].includes(outcome.kind)) draft.doubt = doubt;
    const other = outcome.kind === "arrived" && outcome.id !== id;
    return other ? { kind: "unreachable" } : outcome;
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
    const known = knownOf(this.#draft);
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
