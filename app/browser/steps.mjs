/**
 * What of a letter's form is in sight: one page of questions after another where the form has steps,
 * all questions on one page where it has none, and at the end the view to check the letter in. It
 * decides nothing, and keeps nothing in the address or the history.
 *
 * The questions of a page stay on it, out of sight, with all that was typed.
 */

import { finder } from "./elements.mjs";
import { PageMalformed } from "./errors.mjs";
import { attribute, controlsOf, questionsOf } from "./questionnaire.mjs";

/** @typedef {number | "check"} Place the number of a page of questions, or the view to check in */

export class Steps {
  /** @type {Place} */
  place = 0;
  /** @type {HTMLElement[]} */
  sections;
  #form;
  #find;
  /** @type {HTMLElement[][]} */
  #pages;

  /**
   * @param {HTMLFormElement} form
   * @throws {PageMalformed} it lacks a part
   */
  constructor(form) {
    this.#form = form;
    this.#find = finder(form.ownerDocument);
    this.sections = [
      .../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-section]")),
    ];
    if (this.sections.length === 0) throw new PageMalformed("the form has no section");
    for (const section of this.sections) attribute(section, "section");
    const stepwise = "steps" in form.dataset;
    this.#pages = stepwise ? this.sections.map((section) => [section]) : [this.sections];
    for (const id of ["top", "check", "previous", "checking", "checking-title", "ending"]) {
      this.#find(id);
    }
    if (stepwise) this.#find("continue");
  }

  /** Return the keys of the questions on a page. */
  keysOf(/** @type {number} */ page) {
    return (this.#pages[page] ?? [])
      .flatMap((section) => questionsOf(section))
      .map((question) => attribute(question, "question"));
  }

  /** Return the number of the last page of questions. */
  get last() {
    return this.#open.at(-1) ?? 0;
  }

  /**
   * Return where Continue leads.
   *
   * @returns {Place}
   */
  get next() {
    const { place } = this;
    if (place === "check") return place;
    return this.#open.find((page) => page > place) ?? "check";
  }

  /** Return where Previous leads. */
  get previous() {
    const { place } = this;
    if (place === "check") return this.last;
    return this.#open.filter((page) => page < place).at(-1) ?? 0;
  }

  /** Return the numbers of the pages that have something to answer. */
  get #open() {
    return [...this.#pages.keys()].filter((at) =>
      (this.#pages[at] ?? [])
        .flatMap((section) => questionsOf(section))
        .some(({ hidden }) => !hidden),
    );
  }

  /** Return the page on which a question stands. */
  pageOf(/** @type {string} */ key) {
    return Math.max(
      0,
      this.#pages.findIndex((_, at) => this.keysOf(at).includes(key)),
    );
  }

  /** Show the place where one is, and no other. */
  show() {
    const { place } = this;
    const checking = place === "check";
    for (const [at, page] of this.#pages.entries()) {
      for (const section of page) section.hidden = at !== place;
    }
    const isLast = !checking && this.next === "check";
    this.#hide("top", place !== 0);
    this.#hide("files", !isLast);
    this.#hide("checking", !checking);
    this.#hide("ending", !checking);
    this.#hide("continue", checking || isLast);
    this.#hide("check", !isLast);
    this.#hide("previous", place === 0);
    this.#hide("send", !checking);
  }

  /** Unfold what holds one of these questions. */
  unfold(/** @type {string[]} */ keys) {
    for (const question of questionsOf(this.#form)) {
      const folded = question.closest("details");
      if (folded && keys.includes(attribute(question, "question"))) folded.setAttribute("open", "");
    }
  }

  /** Fold again what was unfolded. */
  fold() {
    for (const section of this.sections) {
      if (section.matches("details")) section.removeAttribute("open");
    }
  }

  /** Go to the beginning of what is in sight. */
  focus() {
    const { place } = this;
    if (place === "check") this.#find("checking-title").focus();
    else {
      const [section] = this.#pages[place] ?? [];
      if (section) this.focusOn(section);
    }
  }

  /** Go to the beginning of a section that is in sight. */
  focusOn(/** @type {HTMLElement} */ section) {
    if (section.matches("details")) section.setAttribute("open", "");
    const [first] = questionsOf(section).flatMap(controlsOf);
    const place = section.querySelector("h2") ?? first;
    place?.focus();
  }

  /**
   * @param {string} id
   * @param {boolean} hidden
   */
  #hide(id, hidden) {
    const element = this.#form.ownerDocument.getElementById(id);
    if (element) element.hidden = hidden;
  }
}
