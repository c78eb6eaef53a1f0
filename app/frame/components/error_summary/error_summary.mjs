/**
 * Problems with the answers, shown twice: beside each question, and listed above the form with a way
 * to each. Every word comes from the page.
 */

import { PageMalformed } from "../../../browser/errors.mjs";
import { attribute, controlsOf, labelOf, questionsOf } from "../../../browser/questionnaire.mjs";
import { fill } from "../../../browser/texts.mjs";

/**
 * @typedef {import("../../../browser/validate.mjs").Problem} Problem
 * @typedef {import("../../../browser/texts.mjs").Texts} Texts
 *
 * @typedef {object} Place where a question's problem is shown
 * @property {HTMLElement} error what is said of it, which is in the page as long as there is one
 * @property {HTMLElement} answer before which it is said
 * @property {HTMLElement} described what the error describes: the field, or all buttons together
 * @property {import("../../../browser/questionnaire.mjs").Control} control where one goes to put it right
 * @property {string} label
 */

export class ProblemList {
  #document;
  #summary;
  #list;
  #texts;
  /** @type {Map<string, Place>} */
  #places = new Map();

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLElement} summary
   * @param {HTMLElement} list
   * @param {Texts} texts
   */
  constructor(form, summary, list, texts) {
    this.#document = form.ownerDocument;
    this.#summary = summary;
    this.#list = list;
    this.#texts = texts;
    for (const question of questionsOf(form)) {
      this.#places.set(attribute(question, "question"), placeOf(question));
    }
  }

  /** Take all problems away. */
  clear() {
    this.#summary.hidden = true;
    this.#list.replaceChildren();
    for (const place of this.#places.values()) {
      place.error.remove();
      place.control.removeAttribute("aria-invalid");
      describe(place, false);
    }
  }

  /**
   * Show these problems, in the order of the page, and go to their list.
   *
   * @param {Problem[]} problems
   */
  show(problems) {
    for (const [question, place] of this.#places) {
      const problem = problems.find((each) => each.question === question);
      if (problem) this.#showOne(place, problemText(problem, this.#texts));
    }
    this.#summary.hidden = false;
    this.#summary.focus();
  }

  /**
   * @param {Place} place
   * @param {string} text
   */
  #showOne(place, text) {
    place.error.textContent = text;
    place.answer.before(place.error);
    describe(place, true);
    if (place.described === place.control) place.control.setAttribute("aria-invalid", "true");
    const link = this.#document.createElement("a");
    link.href = `#${place.control.id}`;
    link.textContent = place.label;
    link.addEventListener("click", (event) => {
      // Following the link would write to the address and the history.
      event.preventDefault();
      place.control.focus();
    });
    const what = this.#document.createElement("span");
    what.textContent = text;
    const item = this.#document.createElement("li");
    item.append(link, " ", what);
    this.#list.append(item);
  }
}

/**
 * Return the page's words for a problem.
 *
 * @param {Problem} problem
 * @param {Pick<Texts, "textRequired" | "textNothing" | "textTooLong" | "textInvalid" | "textEvery" | "textOneOf">} texts
 * @returns {string}
 */
export function problemText({ code, over, limit }, texts) {
  if (code === "required") return texts.textRequired;
  if (code === "nothing") return texts.textNothing;
  if (code === "every") return texts.textEvery;
  if (code === "one_of") return texts.textOneOf;
  return code === "too_long" ? fill(texts.textTooLong, { over, limit }) : texts.textInvalid;
}

/**
 * @param {HTMLElement} question
 * @returns {Place}
 */
function placeOf(question) {
  const key = attribute(question, "question");
  const [control] = controlsOf(question);
  if (!control) throw new PageMalformed(`question ${key} has no field`);
  const error = question.ownerDocument.createElement("p");
  error.id = `q-${key}-error`;
  error.className = "error";
  return {
    error,
    control,
    answer: question.querySelector(".options") ?? control,
    described: question.querySelector("fieldset") ?? control,
    label: labelOf(question),
  };
}

/**
 * @param {Place} place
 * @param {boolean} on
 */
function describe({ described, error }, on) {
  const ids = (described.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
  const others = ids.filter((id) => id !== error.id);
  const all = on ? [error.id, ...others] : others;
  if (all.length > 0) described.setAttribute("aria-describedby", all.join(" "));
  else described.removeAttribute("aria-describedby");
}
