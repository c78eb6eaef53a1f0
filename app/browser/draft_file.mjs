/**
 * The draft file of a letter, fetched on demand (draft_file_offer.mjs): what is written, to a file
 * that its writer keeps, and back. Nothing of it stays in the browser, nothing of it is sent.
 */

import { DraftPanel } from "../frame/components/draft_file/draft_file.mjs";
import { fitDraft, readDraft, writeDraft } from "./draft_content.mjs";
import { DraftRefused } from "./draft_errors.mjs";
import { derivePassphrase } from "./draft_key.mjs";
import { openDraft, sealDraft } from "./draft_sealing.mjs";
import { fillAnswers, hasAnswers, readAnswers, readQuestionnaire } from "./questionnaire.mjs";
import { count } from "./text.mjs";
import { onLeaving } from "./wipe.mjs";

/** Code points that a passphrase has at least. */
export const SHORTEST = 12;

/** More bytes than any draft has; a larger file is not even read. */
export const LARGEST = 4 * 1024 * 1024;

/**
 * @typedef {import("./draft_content.mjs").Fitted} Fitted
 * @typedef {import("./draft_sealing.mjs").Derive} Derive
 */

/**
 * Make the draft file of a form work.
 *
 * @param {HTMLFormElement} form
 * @param {Derive} [derive]
 * @throws {import("./errors.mjs").PageMalformed} the page lacks a part of it
 */
export function startDraftFile(form, derive = derivePassphrase) {
  new DraftFile(form, derive).listen();
}

class DraftFile {
  #form;
  #derive;
  #panel;
  /** Of everything begun before the page was left nothing may come to light on it. */
  #left = new AbortController();
  /** @type {Fitted | null} opened, and waiting for a word of its writer */
  #opened = null;
  #busy = false;

  /**
   * @param {HTMLFormElement} form
   * @param {Derive} derive
   */
  constructor(form, derive) {
    this.#form = form;
    this.#derive = derive;
    this.#panel = new DraftPanel(form.ownerDocument);
  }

  /** Listen to the panel's buttons, and to the page's being left. */
  listen() {
    const panel = this.#panel;
    panel.listen({
      save: () => this.#work([], (signal) => this.#save(signal)),
      open: () => this.#work(["textSame"], (signal) => this.#open(signal)),
      replace: () => this.#replace(),
      keep: () => this.#keep(),
    });
    const view = this.#form.ownerDocument.defaultView;
    if (view) onLeaving(view, () => this.#forget());
  }

  /**
   * Do one thing at a time; whatever goes wrong is said, and changes nothing.
   *
   * @param {import("../frame/components/draft_file/draft_file.mjs").Said[]} besides what to say then
   * @param {(signal: AbortSignal) => Promise<void>} act
   */
  async #work(besides, act) {
    if (this.#busy) return;
    this.#busy = true;
    this.#dropOpened();
    const { signal } = this.#left;
    try {
      await act(signal);
    } catch (error) {
      if (!signal.aborted) {
        this.#panel.say(error instanceof DraftRefused ? error.said : "textFailed", ...besides);
      }
    } finally {
      this.#busy = false;
    }
  }

  /** @param {AbortSignal} signal */
  async #save(signal) {
    const passphrase = this.#passphrase();
    if (!hasAnswers(this.#form)) throw new DraftRefused("textEmpty");
    const content = writeDraft(readQuestionnaire(this.#form), readAnswers(this.#form));
    this.#panel.say("textSaving");
    const file = await sealDraft(content, passphrase, this.#deriving(signal));
    if (signal.aborted) return;
    this.#panel.forget();
    this.#panel.hand(file, new Date());
  }

  /** @param {AbortSignal} signal */
  async #open(signal) {
    const source = this.#panel.source;
    if (!source) throw new DraftRefused("textNoFile");
    const passphrase = this.#passphrase();
    if (source.size > LARGEST) throw new DraftRefused("textForeign");
    this.#panel.say("textOpening");
    const file = new Uint8Array(await source.arrayBuffer());
    const content = await openDraft(file, passphrase, this.#deriving(signal));
    const fitted = fitDraft(readDraft(content), readQuestionnaire(this.#form));
    if (signal.aborted || !this.#form.isConnected) return;
    this.#panel.forget();
    this.#opened = fitted;
    if (hasAnswers(this.#form)) this.#panel.ask();
    else this.#replace();
  }

  #replace() {
    const fitted = this.#opened;
    this.#dropOpened();
    if (!fitted) return;
    if (this.#panel.isSending) {
      this.#panel.say("textBusy");
      return;
    }
    fillAnswers(this.#form, fitted.answers);
    for (const type of ["input", "change"]) {
      this.#form.dispatchEvent(new Event(type, { bubbles: true }));
    }
    this.#form.dispatchEvent(new CustomEvent("draft-filled", { bubbles: true }));
    this.#panel.say(fitted.said);
    this.#panel.focus();
  }

  #keep() {
    this.#dropOpened();
    this.#panel.say("textSame");
    this.#panel.focus();
  }

  #dropOpened() {
    this.#opened = null;
    this.#panel.stopAsking();
  }

  #forget() {
    this.#left.abort();
    this.#left = new AbortController();
    this.#dropOpened();
    this.#panel.forget();
    this.#panel.fold();
  }

  /** @returns {string} as it was typed: another program must open the file with the same */
  #passphrase() {
    const { passphrase } = this.#panel;
    if (count(passphrase) < SHORTEST) throw new DraftRefused("textShort");
    return passphrase;
  }

  /**
   * @param {AbortSignal} signal
   * @returns {Derive}
   */
  #deriving(signal) {
    return (passphrase, salt, workFactor) => this.#derive(passphrase, salt, workFactor, signal);
  }
}
