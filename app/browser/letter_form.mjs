/**
 * The form of a letter on a sealed page: what is seen of it, and its sender. What was typed, the
 * letter and what is known of it stay when the page is exchanged for another language's.
 */

import { listAnswers, listFiles } from "../frame/components/answers_list/answers_list.mjs";
import { watchLengths } from "../frame/components/text_field/text_field.mjs";
import { watchConditions } from "./conditions.mjs";
import { Files } from "./files.mjs";
import { fillAnswers, hasAnswers, questionsOf, readQuestionnaire } from "./questionnaire.mjs";
import { Sender } from "./sender.mjs";
import { validate } from "./validate.mjs";
import { PageView } from "./view.mjs";
import { wipe } from "./wipe.mjs";

export class LetterForm {
  #view;
  #sender;
  /** Shows the questions that are asked. */
  #showAsked = () => {};
  /** What goes with the letter, if its page takes any. */
  files;

  /**
   * @param {PageView} view
   * @param {Omit<import("./sender.mjs").Ports, "files">} ports
   * @throws {import("./errors.mjs").PageMalformed} the page is not what write.mjs describes
   */
  constructor(view, ports) {
    this.#view = view;
    this.files = new Files(ports.post);
    this.#sender = new Sender({ ...ports, files: this.files }, view, readQuestionnaire(view.form));
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
    return hasAnswers(this.form) || !this.files.isEmpty;
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
    this.#unfold(this.#view.read());
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
    this.#showAsked();
    this.#view.review([]);
    this.#view.steps.fold();
    this.#view.go(0);
    this.#sender.reset();
  }

  /**
   * Make sure that a page can hold this form's letter.
   *
   * @param {Document} document
   * @throws {import("./errors.mjs").PageMalformed} it cannot
   */
  check(document) {
    this.see(document);
  }

  /**
   * Return the form as it is seen on a page.
   *
   * @param {Document} document
   * @returns {PageView}
   * @throws {import("./errors.mjs").PageMalformed} the page lacks something
   */
  see(document) {
    return new PageView(document);
  }

  /**
   * Go on with the same letter in the form that took this one's place on the page.
   *
   * @param {Document} document
   */
  moveTo(document) {
    const left = this.form;
    const answers = this.#view.read();
    const { place } = this.#view.steps;
    this.#view = this.see(document);
    fillAnswers(this.form, answers);
    wipe(left);
    this.#listen();
    this.#unfold(answers);
    this.#go(place);
    this.#sender.moveTo(this.#view, readQuestionnaire(this.form));
  }

  /** Listen to the elements that are on the page now; these listeners go with them. */
  #listen() {
    const { form, texts } = this.#view;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#goOn();
    });
    // The second click of a double one was meant for what the first put out of sight.
    const once = (/** @type {MouseEvent} */ event) => event.detail > 1 && event.preventDefault();
    form.addEventListener("click", once, true);
    form.addEventListener("input", () => this.#sender.prepare(), { once: true });
    // Each time: after the page was left it is another person who begins.
    form.addEventListener("input", () => this.#sender.begin());
    form.querySelector("#previous")?.addEventListener("click", () => {
      this.#goBack();
      this.#view.steps.focus();
    });
    form.addEventListener("draft-filled", () => this.#goBack(0));
    this.#showAsked = watchConditions(form);
    watchLengths(form, texts);
    this.files.listen(form);
  }

  /** @param {Record<string, string | string[]>} answers */
  #unfold(answers) {
    this.#view.steps.unfold(Object.keys(answers).filter((key) => answers[key]?.length));
  }

  /** Whatever submits the form, Enter too, means the next thing: only from the last view it is to send. */
  async #goOn() {
    const { steps } = this.#view;
    if (steps.place === "check") {
      if (!this.files.hold()) await this.#sender.submit();
      else this.#goBackToFiles();
      return;
    }
    const { next } = steps;
    const pages = next === "check" ? steps.last + 1 : steps.place + 1;
    // Earlier pages too: what was changed on one may ask more on another.
    for (let page = 0; page < pages; page += 1) {
      if (!this.#sender.judge(steps.keysOf(page))) return;
    }
    if (next === "check" && this.files.hold()) return;
    this.#go(next);
    steps.focus();
  }

  /**
   * Go back to a page of questions; what was wrong on the one that is left is judged again on the way.
   *
   * @param {import("./steps.mjs").Place} [place]
   */
  #goBack(place = this.#view.steps.previous) {
    if (this.isBusy) return;
    this.#sender.judge([]);
    this.#go(place);
  }

  /** Go back to where files are chosen; of one that cannot be sent that place says why. */
  #goBackToFiles() {
    if (this.isBusy) return;
    this.#goBack(this.#view.steps.last);
    /** @type {HTMLElement | null} */
    const input = this.form.querySelector("#files-input");
    input?.focus();
    this.files.hold();
  }

  /** @param {import("./steps.mjs").Place} place */
  #go(place) {
    const answers = this.#view.read();
    const checked = validate(readQuestionnaire(this.form), answers, !this.files.isEmpty);
    const shown = place === "check" && !checked.problems;
    this.#view.review(shown ? this.#review(checked.answers) : []);
    this.#view.go(place);
  }

  /**
   * Return the letter as it will be sent, to be looked at.
   *
   * @param {import("./letter.mjs").Answers} answers
   * @returns {HTMLElement[]}
   */
  #review(answers) {
    const { form, steps, texts } = this.#view;
    const word = texts.textChange;
    const parts = listAnswers(steps.sections, answers, word, (section) => {
      if (this.isBusy) return;
      const [first] = questionsOf(section);
      this.#goBack(steps.pageOf(first?.dataset.question ?? ""));
      steps.focusOn(section);
    });
    const { names } = this.files;
    /** @type {HTMLElement | null} */
    const field = form.querySelector("#files");
    if (!field || names.length === 0) return parts;
    return [...parts, listFiles(field, names, word, () => this.#goBackToFiles())];
  }
}
