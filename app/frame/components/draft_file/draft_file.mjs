/**
 * The panel of a draft file: its fields, its buttons, what is said. Every word comes from the page;
 * what a person typed stands in the passphrase's field and nowhere else.
 */

import { dayOf } from "../../../browser/day.mjs";
import { finder, sayLines } from "../../../browser/elements.mjs";
import { attribute } from "../../../browser/questionnaire.mjs";
import { fill } from "../../../browser/texts.mjs";

/** Long enough for the slowest browser to have taken the file. */
const TAKEN = 60_000;

/** What is said where the passphrase is to be typed anew. */
const WRONG_PASSPHRASE = ["textShort", "textWrong"];

/**
 * @typedef {import("../../../browser/draft_errors.mjs").Reason | "textSaving" | "textSaved"
 *   | "textOpening" | "textFilled" | "textPartly" | "textEarlier" | "textSame" | "textBusy"
 *   | "textFailed"} Said
 * @typedef {Record<"save" | "open" | "replace" | "keep", () => void>} Acts
 */

export class DraftPanel {
  #document;
  #panel;
  #passphrase;
  #shown;
  #source;
  #ask;
  #state;
  #find;

  /**
   * @param {Document} document
   * @throws {import("../../../browser/errors.mjs").PageMalformed} it lacks an element
   */
  constructor(document) {
    this.#document = document;
    this.#find = finder(document);
    this.#panel = /** @type {HTMLDetailsElement} */ (this.#find("draft-file"));
    this.#passphrase = /** @type {HTMLInputElement} */ (this.#find("draft-passphrase"));
    this.#shown = /** @type {HTMLInputElement} */ (this.#find("draft-shown"));
    this.#source = /** @type {HTMLInputElement} */ (this.#find("draft-source"));
    this.#ask = this.#find("draft-ask");
    this.#state = this.#find("draft-state");
  }

  /** @returns {string} what is typed as the passphrase */
  get passphrase() {
    return this.#passphrase.value;
  }

  /** @returns {File | null} the chosen file */
  get source() {
    return this.#source.files?.[0] ?? null;
  }

  /** Tell whether the letter is on its way. */
  get isSending() {
    return this.#document.getElementById("send")?.getAttribute("aria-disabled") === "true";
  }

  /** @param {Acts} acts */
  listen({ save, open, replace, keep }) {
    for (const [id, act] of Object.entries({ save, open, replace, keep })) {
      const button = /** @type {HTMLButtonElement} */ (this.#find(`draft-${id}`));
      button.addEventListener("click", act);
      button.disabled = false;
    }
    this.#shown.addEventListener("change", () => this.#show());
    this.#passphrase.addEventListener("input", () => this.#accept());
    // Enter would press the first button of the whole form, which sends the letter.
    for (const field of [this.#passphrase, this.#shown, this.#source]) {
      field.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && field !== this.#source) event.preventDefault();
      });
      // None of these is the letter's: its form shall not take them for something written.
      for (const type of ["input", "change"]) {
        field.addEventListener(type, (event) => event.stopPropagation());
      }
    }
  }

  /**
   * Say this, in place of what was said before. If the passphrase is wrong, its field is shown.
   *
   * @param {Said[]} what
   */
  say(...what) {
    const lines = what.map((each) => attribute(this.#panel, each));
    sayLines(this.#state, lines);
    if (!what.some((each) => WRONG_PASSPHRASE.includes(each))) return;
    this.#passphrase.setAttribute("aria-invalid", "true");
    this.#passphrase.focus();
  }

  /** Ask whether the draft may take the place of what is written. */
  ask() {
    sayLines(this.#state, []);
    this.#ask.hidden = false;
    this.#ask.focus();
  }

  /** Take the question back. */
  stopAsking() {
    this.#ask.hidden = true;
  }

  /** Go to what was said: the button that was pressed is gone. */
  focus() {
    this.#state.focus();
  }

  /**
   * Hand a file to the browser, which keeps it where it keeps downloads.
   *
   * @param {Uint8Array<ArrayBuffer>} file
   * @param {Date} now
   */
  hand(file, now) {
    const name = `turva-draft-${dayOf(now)}.age`;
    const address = URL.createObjectURL(new Blob([file], { type: "application/octet-stream" }));
    const link = this.#document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), TAKEN);
    sayLines(this.#state, [fill(attribute(this.#panel, "textSaved"), { name })]);
  }

  /** Empty the fields. */
  forget() {
    this.#passphrase.value = "";
    this.#accept();
    this.#source.value = "";
    this.#shown.checked = false;
    this.#show();
  }

  /** Fold it up, with nothing said. */
  fold() {
    sayLines(this.#state, []);
    this.#panel.open = false;
  }

  /** Take back that the passphrase is wrong: it is another one now. */
  #accept() {
    this.#passphrase.removeAttribute("aria-invalid");
  }

  #show() {
    this.#passphrase.type = this.#shown.checked ? "text" : "password";
  }
}
