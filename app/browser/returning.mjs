/**
 * The page for coming back, wired: the digits, the answers that they open, and the form for writing
 * again, whose letter is joined to the first by the same digits.
 */

import { Collected } from "./collected.mjs";
import { askMailbox } from "./intake.mjs";
import { LetterForm } from "./letter_form.mjs";
import { SealedPage } from "./page.mjs";
import { portsOf } from "./ports.mjs";
import { attribute } from "./questionnaire.mjs";
import { Reader } from "./reader.mjs";
import { letterReturn } from "./receipt.mjs";
import { ReturnView } from "./return_view.mjs";
import { PageView } from "./view.mjs";
import { wipe } from "./wipe.mjs";

/** @typedef {import("./page.mjs").Content} Content */

/**
 * Bring the page to life: let the person read if this browser can open answers, say so if not.
 *
 * @param {Window & typeof globalThis} window
 * @throws {import("./errors.mjs").PageMalformed} the page is not what return.mjs describes; then it
 *   stays as it was served, with its button disabled
 */
export function startPage(window) {
  const { document } = window;
  const content = new Returning(window, new ReturnView(document), new PageView(document));
  new SealedPage(window, content).start();
  window.addEventListener("load", () => content.prepare());
  // Missing where the page did not come over https.
  if (window.crypto?.subtle) content.ready();
  else content.close();
  if (document.readyState === "complete") content.prepare();
}

/** @implements {Content} */
class Returning {
  #view;
  #reader;
  #letter;
  #collected;

  /**
   * @param {Window & typeof globalThis} window
   * @param {ReturnView} view
   * @param {PageView} letterView
   */
  constructor(window, view, letterView) {
    const ports = portsOf(window, letterView.form);
    const site = attribute(letterView.form, "site");
    const ask = (/** @type {Uint8Array<ArrayBuffer>} */ id) => askMailbox(window.fetch, id);
    this.#view = view;
    this.#reader = new Reader({ ...ports, site, ask }, view);
    this.#letter = new LetterForm(letterView, { ...ports, newWayBack: () => this.#wayBack() });
    this.#collected = new Collected(window, ports);
    this.#listen();
  }

  /** Return the form of the letter: it names the keys to trust. */
  get form() {
    return this.#letter.form;
  }

  /** Tell whether digits or a letter are on their way. */
  get isBusy() {
    return this.#reader.state === "opening" || this.#letter.isBusy;
  }

  /** Tell whether anything is typed or chosen. */
  get hasText() {
    return this.#view.read() !== "" || this.#letter.hasText;
  }

  /** Tell whether a page loaded anew would be another one than this. */
  get isTouched() {
    return this.#reader.state !== "ready" || this.hasText;
  }

  /** Let the person give the digits. */
  ready() {
    this.#reader.ready();
  }

  /** Close the page for good. */
  close() {
    this.#reader.close();
  }

  /** Do beforehand what the first look would wait for. */
  prepare() {
    this.#reader.prepare();
  }

  /** Forget the digits, what they opened, and what was written. */
  forget() {
    wipe(this.#view.form);
    this.#letter.forget();
    this.#reader.reset();
  }

  /**
   * Make sure that a page can hold all of it.
   *
   * @param {Document} document
   * @throws {import("./errors.mjs").PageMalformed} it cannot
   */
  check(document) {
    new ReturnView(document);
    this.#letter.check(document);
  }

  /**
   * Go on with the same digits, answers and letter in the page that took this one's place.
   *
   * @param {Document} document
   */
  moveTo(document) {
    const { form, typed } = { form: this.#view.form, typed: this.#view.read() };
    this.#view = new ReturnView(document);
    this.#view.fill(typed);
    wipe(form);
    this.#listen();
    // Whatever is open last gives the page its title.
    if (this.#reader.isOpen) this.#reader.moveTo(this.#view);
    this.#letter.moveTo(document);
    if (!this.#reader.isOpen) this.#reader.moveTo(this.#view);
    this.#collected.show();
  }

  /** Listen to the elements that are on the page now; these listeners go with them. */
  #listen() {
    const { form } = this.#view;
    form.addEventListener("input", () => this.#reader.prepare(), { once: true });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await this.#reader.submit();
      if (!this.#reader.isOpen) return;
      this.#letter.ready();
      this.#letter.prepare();
      this.#collected.look();
    });
  }

  /**
   * A letter from here is joined to the one before it, and is answered in the same place.
   *
   * @returns {import("./way_back.mjs").WayBack}
   */
  #wayBack() {
    return {
      shown: null,
      begin: async () => {},
      forLetter: async () => letterReturn(this.#reader.keys),
    };
  }
}
