/**
 * The page as its states: which parts are shown, what is said, where the focus goes. It decides
 * nothing, makes no text of its own, and never touches what was typed, except to wipe it once the
 * letter has arrived.
 */

import { ProblemList } from "../frame/components/error_summary/error_summary.mjs";
import { ReceiptPlaces } from "../frame/components/receipt/receipt.mjs";
import { finder, sayLines } from "./elements.mjs";
import { controlsOf, questionsOf, readAnswers } from "./questionnaire.mjs";
import { readTexts } from "./texts.mjs";
import { wipe } from "./wipe.mjs";

/**
 * @typedef {import("./sender.mjs").State} State
 * @typedef {import("./texts.mjs").Texts} Texts
 */

export class PageView {
  /** @type {HTMLFormElement} */
  form;
  /** @type {Texts} */
  texts;
  #document;
  #problems;
  #plainWay;
  #state;
  #send;
  #arrived;
  #arrivedTitle;
  #receipts;
  #locked = false;

  /**
   * @param {Document} document
   * @throws {import("./errors.mjs").PageMalformed} it lacks an element or a text
   */
  constructor(document) {
    const find = finder(document);
    this.form = /** @type {HTMLFormElement} */ (find("letter"));
    this.texts = readTexts(this.form);
    this.#document = document;
    this.#problems = new ProblemList(
      this.form,
      find("problems"),
      find("problems-list"),
      this.texts,
    );
    this.#plainWay = find("plain-way");
    this.#state = find("state");
    this.#send = /** @type {HTMLButtonElement} */ (find("send"));
    this.#arrived = find("arrived");
    this.#arrivedTitle = find("arrived-title");
    this.#receipts = new ReceiptPlaces(document);
    // A radio button or checkbox cannot be read-only; without its click it stays as it is.
    this.form.addEventListener("click", (event) => {
      const target = /** @type {Element} */ (event.target);
      if (this.#locked && target.matches("[type=radio], [type=checkbox]")) event.preventDefault();
    });
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
   * Show this state and nothing of the one before; nothing at all once the exit has emptied the page.
   *
   * @param {State} state
   */
  show(state) {
    if (!this.form.isConnected) return;
    const { name } = state;
    this.#problems.clear();
    this.#document.title = titleOf(state, this.texts) ?? this.texts.titleReady;
    sayLines(this.#state, linesOf(state, this.texts));
    this.#lock(name === "sending");
    this.#plainWay.hidden = name !== "waiting" && name !== "failed" && name !== "closed";
    this.#send.disabled = name === "waiting";
    this.#send.hidden = name === "closed";
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

  /**
   * Keep what is being sent as it is: what was changed meanwhile would be wiped on arrival.
   *
   * @param {boolean} locked
   */
  #lock(locked) {
    this.#locked = locked;
    // Not `disabled`: the focus would be lost, and with it the place of who cannot see.
    if (locked) this.#send.setAttribute("aria-disabled", "true");
    else this.#send.removeAttribute("aria-disabled");
    // What is to be chosen knows no readOnly: a click on it is refused instead.
    const texts = questionsOf(this.form).filter((question) => question.dataset.kind === "text");
    for (const field of texts.flatMap(controlsOf)) field.readOnly = locked;
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
