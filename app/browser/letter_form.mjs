/**
 * The form of a letter on a sealed page: what is seen of it, and its sender. What was typed, the
 * letter and what is known of it stay when the page is exchanged for another language's.
 */

import { watchLengths } from "../frame/components/text_field/text_field.mjs";
import { fillAnswers, hasAnswers, readQuestionnaire } from "./questionnaire.mjs";
import { Sender } from "./sender.mjs";
import { PageView } from "./view.mjs";
import { wipe } from "./wipe.mjs";

export class LetterForm {
  #view;
  #sender;

  /**
   * @param {PageView} view
   * @param {import("./sender.mjs").Ports} ports
   * @throws {import("./errors.mjs").PageMalformed} the page is not what write.mjs describes
   */
  constructor(view, ports) {
    this.#view = view;
    this.#sender = new Sender(ports, view, readQuestionnaire(view.form));
    this.#listen();
  }

  /** Return the form that is on the page now. */
  get form() {
    return this.#view.form;
  }

  /** Tell whether the page must stay as it is: what was typed is on its way. */
  get isBusy() {
    return this.#sender.state === "sending";
  }

  /** Tell whether anything is typed or chosen. */
  get hasText() {
    return hasAnswers(this.form);
  }

  /** Tell whether a page loaded anew would be another one than this. */
  get isTouched() {
    return this.#sender.state !== "ready" || this.hasText;
  }

  /** Let the person send. */
  ready() {
    this.#sender.ready();
    // Typed before the script came.
    if (this.hasText) this.#sender.begin();
  }

  /** Close the form for good. */
  close() {
    this.#sender.close();
  }

  /** Do beforehand what the first sending would wait for. */
  prepare() {
    this.#sender.prepare();
  }

  /** Forget what was typed, and the letter. */
  forget() {
    wipe(this.form);
    this.#sender.reset();
  }

  /**
   * Make sure that a page can hold this form's letter.
   *
   * @param {Document} document
   * @throws {import("./errors.mjs").PageMalformed} it cannot
   */
  check(document) {
    new PageView(document);
  }

  /**
   * Go on with the same letter in the form that took this one's place on the page.
   *
   * @param {Document} document
   */
  moveTo(document) {
    const left = this.form;
    const answers = this.#view.read();
    this.#view = new PageView(document);
    fillAnswers(this.form, answers);
    wipe(left);
    this.#listen();
    this.#sender.moveTo(this.#view, readQuestionnaire(this.form));
  }

  /** Listen to the elements that are on the page now; these listeners go with them. */
  #listen() {
    const { form, texts } = this.#view;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#sender.submit();
    });
    form.addEventListener("input", () => this.#sender.prepare(), { once: true });
    // Each time: after the page was left it is another person who begins.
    form.addEventListener("input", () => this.#sender.begin());
    watchLengths(form, texts);
  }
}
