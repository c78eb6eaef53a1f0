/**
 * "Check for yourself", wired: what was answered lives in the page alone, and goes when it is left. It
 * leaves it only into the letter of the writing page, and only when somebody presses the button for it.
 */

import { CheckView } from "./check_view.mjs";
import { outcome } from "./outcome.mjs";
import { fillAnswers, hasAnswers, readAnswers, readQuestionnaire } from "./questionnaire.mjs";
import { takeAlong } from "./taking.mjs";
import { wipe } from "./wipe.mjs";

/** What is worth taking along. */
const TAKEN = ["yes", "not_sure"];

export class Check {
  /** A change of language says nothing of a text that is kept, and no link asks: there is no text. */
  hasText = false;
  isBusy = false;
  #window;
  #view;
  #step = 0;
  #stopped = false;

  /**
   * @param {Window & typeof globalThis} window
   * @throws {import("./errors.mjs").PageMalformed} the page is not what check.mjs describes
   */
  constructor(window) {
    this.#window = window;
    this.#view = new CheckView(window.document);
    this.#listen();
    this.#show();
  }

  /** Return the form that is on the page now. */
  get form() {
    return this.#view.form;
  }

  /** Tell whether a page loaded anew would be another one than this. */
  get isTouched() {
    return this.#step > 0 || hasAnswers(this.form);
  }

  /**
   * Make sure that a page can hold these answers.
   *
   * @param {Document} document
   * @throws {import("./errors.mjs").PageMalformed} it cannot
   */
  check(document) {
    new CheckView(document);
  }

  /**
   * Go on with the same answers, at the same step, in the form that took this one's place.
   *
   * @param {Document} document
   */
  moveTo(document) {
    const left = this.form;
    const answers = readAnswers(left);
    this.#view = new CheckView(document);
    fillAnswers(this.form, answers);
    wipe(left);
    this.#listen();
    this.#show();
  }

  /** Forget all answers, and stand at the beginning again. */
  forget() {
    wipe(this.form);
    this.#step = 0;
    this.#stopped = false;
    this.#show();
  }

  #listen() {
    this.#view.listen({
      on: () => this.#go(this.#step + 1),
      back: () => this.#go(this.#step - 1),
      stop: () => {
        wipe(this.form);
        this.#stopped = true;
        this.#go(this.#view.end);
      },
      again: () => {
        this.forget();
        this.#view.focus(0);
      },
      take: () => this.#take(),
    });
  }

  /** @param {number} step */
  #go(step) {
    this.#step = step;
    this.#show();
    this.#view.focus(step);
  }

  #show() {
    const { questions } = readQuestionnaire(this.form);
    const answers = Object.entries(readAnswers(this.form)).flatMap(([key, [value]]) =>
      value ? [/** @type {[string, string]} */ ([key, value])] : [],
    );
    const ending = this.#stopped ? "stopped" : outcome(questions, new Map(answers));
    this.#view.show(this.#step, ending, this.#lines !== "");
  }

  /** Return what would be taken along. */
  get #lines() {
    return this.#view.lines(TAKEN);
  }

  async #take() {
    if (this.isBusy) return;
    this.isBusy = true;
    this.#view.say("textWait");
    try {
      const { form } = this;
      await takeAlong(this.#window, form, () => this.#lines);
    } catch {
      this.#view.say("textFailed");
    }
    this.isBusy = false;
  }
}
