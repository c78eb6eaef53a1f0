/**
 * The page as its states: which parts are shown, what is said, where the focus goes. It decides
 * nothing, makes no text of its own, and never touches what was typed, except to wipe it once the
 * letter has arrived.
 */

import { ProblemList } from "../frame/components/error_summary/error_summary.mjs";
import { ReceiptPlaces } from "../frame/components/receipt/receipt.mjs";
import { finder, sayLines } from "./elements.mjs";
import { readAnswers } from "./questionnaire.mjs";
import { Steps } from "./steps.mjs";
import { readTexts } from "./texts.mjs";
import { wipe } from "./wipe.mjs";

/**
 * @typedef {import("./sender.mjs").State} State
 * @typedef {import("./texts.mjs").Texts} Texts
 */

/** What leads on, in each place another one. */
const ON = ["continue", "check", "send"];

export class PageView {
  /** @type {HTMLFormElement} */
  form;
  /** @type {Texts} */
  texts;
  /** Which of its pages is in sight. */
  steps;
  #document;
  #answers;
  #previous;
  #problems;
  #plainWay;
  #state;
  #send;
  #arrived;
  #arrivedTitle;
  #receipts;
  #ways;
  /** @type {State} */
  #shown = { name: "waiting" };

  /**
   * @param {Document} document
   * @throws {import("./errors.mjs").PageMalformed} it lacks an element or a text
   */
  constructor(document) {
    const find = finder(document);
    this.form = /** @type {HTMLFormElement} */ (find("letter"));
    this.texts = readTexts(this.form);
    this.#document = document;
    this.#answers = find("checking-answers");
    this.#previous = find("previous");
    this.#problems = new ProblemList(
      this.form,
      find("problems"),
      find("problems-list"),
      this.texts,
    );
    this.#plainWay = find("plain-way");
    this.#state = find("state");
    this.#send = find("send");
    this.#ways = ON.flatMap((id) => {
      const way = /** @type {HTMLButtonElement | null} */ (document.getElementById(id));
      return way ? [way] : [];
    });
    this.#arrived = find("arrived");
    this.#arrivedTitle = find("arrived-title");
    this.#receipts = new ReceiptPlaces(document);
    this.steps = new Steps(this.form);
    this.steps.show();
  }

  /** Tell whether the page can show a receipt, before sending and after. */
  get showsReceipts() {
    return this.#receipts.isComplete;
  }

  /** Return the raw answers. */
  read() {
    return readAnswers(this.form);
  }

  /**
   * Bring one of the form's pages in sight, or the view to check the letter in.
   *
   * @param {import("./steps.mjs").Place} place
   */
  go(place) {
    if (!this.form.isConnected) return;
    this.steps.place = place;
    this.#settle();
  }

  /**
   * Show the letter as it will be sent.
   *
   * @param {HTMLElement[]} parts
   */
  review(parts) {
    this.#answers.replaceChildren(...parts);
  }

  /**
   * Show this state and nothing of the one before; nothing at all once the exit has emptied the page.
   *
   * @param {State} state
   */
  show(state) {
    if (!this.form.isConnected) return;
    const { name } = state;
    this.#shown = state;
    this.#problems.clear();
    sayLines(this.#state, linesOf(state, this.texts));
    if (name === "problems") this.#showPage(state.problems);
    this.#settle();
    this.#plainWay.hidden = name !== "waiting" && name !== "failed" && name !== "closed";
    this.form.hidden = name === "arrived";
    this.#arrived.hidden = name !== "arrived";
    if (name === "problems") this.#problems.show(state.problems);
    // The button that had the focus is gone.
    if (name === "closed" && state.known) this.#state.focus();
    if (name === "arrived") {
      wipe(this.form);
      this.#arrivedTitle.focus();
    }
  }

  /**
   * Show the digits with which the writer comes back; null takes them away.
   *
   * @param {import("./way_back.mjs").Shown | null} shown
   * @param {import("../frame/components/receipt/receipt.mjs").Known} known
   */
  showReceipt(shown, known) {
    if (this.form.isConnected) this.#receipts.show(shown, known);
  }

  /** @param {import("./validate.mjs").Problem[]} problems */
  #showPage(problems) {
    const keys = problems.map(({ question }) => question);
    this.steps.place = this.steps.pageOf(keys[0] ?? "");
    this.steps.unfold(keys);
  }

  /** Show what goes with the state and the place together. */
  #settle() {
    const { name } = this.#shown;
    this.steps.show();
    const checking = this.steps.place === "check";
    const usual = checking ? this.texts.titleCheck : this.texts.titleReady;
    this.#document.title = titleOf(this.#shown, this.texts) ?? usual;
    // What became of a letter is said where it was sent.
    this.#state.hidden = !checking && name !== "closed";
    if (name === "closed") this.form.setAttribute("data-closed", "");
    else this.form.removeAttribute("data-closed");
    for (const way of this.#ways) {
      way.disabled = name === "waiting";
      if (name === "closed") way.hidden = true;
    }
    this.#lock(name === "sending");
  }

  /**
   * What is being sent is in sight as it was checked, and stays so.
   *
   * @param {boolean} locked
   */
  #lock(locked) {
    // Not `disabled`: the focus would be lost, and with it the place of who cannot see.
    const back = [this.#previous, ...this.#answers.querySelectorAll("button")];
    for (const button of [this.#send, ...back]) {
      if (locked) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    }
  }
}

/**
 * Return what is said of a state, a paragraph each.
 *
 * @param {State} state
 * @param {Texts} texts
 * @returns {string[]}
 */
export function linesOf(state, texts) {
  const known = { "not-sent": texts.textNotSent, unknown: texts.textUnknown };
  switch (state.name) {
    case "sending":
      return [texts.textSending];
    case "failed":
      return [known[state.known], state.notNow ? texts.textNotNow : texts.textAgain];
    case "closed":
      return state.known ? [texts.textClosed, known[state.known]] : [texts.textClosed];
    default:
      return [];
  }
}

/**
 * Return the document's title in a state, undefined for its usual one.
 *
 * @param {State} state
 * @param {Texts} texts
 * @returns {string | undefined}
 */
export function titleOf(state, texts) {
  switch (state.name) {
    case "problems":
      return isOnlyTooLong(state.problems) ? texts.titleTooLong : texts.titleError;
    case "sending":
      return texts.titleSending;
    case "failed":
      return state.known === "unknown" ? texts.titleUnknown : texts.titleNotSent;
    case "closed":
      return texts.titleClosed;
    case "arrived":
      return texts.titleArrived;
    default:
      return undefined;
  }
}

/** @param {import("./validate.mjs").Problem[]} problems */
function isOnlyTooLong(problems) {
  return problems.length > 0 && problems.every(({ code }) => code === "too_long");
}
