/**
 * The page for coming back as its states: which parts are shown, what is said, where the focus goes.
 * It decides nothing and makes no text of its own; the form for writing again is PageView's.
 */

import { answerElement } from "../frame/components/answer/answer.mjs";
import { spaced } from "../frame/components/receipt/receipt.mjs";
import { showDay } from "./day.mjs";
import { finder, sayLines } from "./elements.mjs";
import { untilDay } from "./mailbox.mjs";
import { attribute } from "./questionnaire.mjs";
import { fill } from "./texts.mjs";
import { wipe } from "./wipe.mjs";

/** @typedef {import("./reader.mjs").State} State */

/** @type {Record<string, string>} texts by the codes of what is wrong with the digits */
const MISTAKES = {
  "receipt-character": "textReceiptCharacter",
  "receipt-length": "textReceiptLength",
  "receipt-check": "textReceiptCheck",
};

/**
 * Titles by state; other states have the page's own. Whether there was anything to read no title
 * says, as browsers keep them.
 *
 * @type {Record<string, string>}
 */
const TITLES = {
  mistyped: "titleMistyped",
  opening: "titleOpening",
  failed: "titleFailed",
  unsafe: "titleUnsafe",
  opened: "titleOpened",
  nothing: "titleOpened",
  forged: "titleForged",
};

const LINES = ["textOpening", "textUnreachable", "textBusy", "textUnsafe"];
const OTHERS = ["textAnswer", "textUntil"];

/** The states in which the digits are not asked for any more, each with a part of its own. */
const FOUND = ["opened", "nothing", "forged"];
const IDS = [
  ...["open", "opening-state", "opening-plain-way", "digits-error"],
  ...FOUND.flatMap((name) => [name, `${name}-title`]),
  ...["answers", "opened-until", "again"],
];

export class ReturnView {
  /** @type {HTMLFormElement} */
  form;
  #digits;
  #document;
  #find;
  #title;

  /**
   * @param {Document} document
   * @throws {import("./errors.mjs").PageMalformed} it lacks an element or a text
   */
  constructor(document) {
    this.#document = document;
    this.#find = finder(document);
    this.#title = document.title;
    this.form = /** @type {HTMLFormElement} */ (this.#find("opening"));
    this.#digits = /** @type {HTMLInputElement} */ (this.#find("digits"));
    for (const id of IDS) this.#find(id);
    const texts = [...Object.values(MISTAKES), ...Object.values(TITLES), ...LINES, ...OTHERS];
    for (const name of texts) attribute(this.form, name);
  }

  /** Return what was typed. */
  read() {
    return this.#digits.value;
  }

  /**
   * Type what was typed on the page before.
   *
   * @param {string} digits
   */
  fill(digits) {
    this.#digits.value = digits;
  }

  /**
   * Show this state and nothing of the one before; nothing at all once the exit has emptied the page.
   *
   * @param {State} state
   */
  show(state) {
    if (!this.form.isConnected) return;
    const { name } = state;
    const isFound = FOUND.includes(name);
    this.#document.title = name in TITLES ? this.#text(TITLES[name]) : this.#title;
    this.#showMistake(name === "mistyped" ? this.#text(MISTAKES[state.code]) : "");
    sayLines(this.#find("opening-state"), this.#linesOf(state));
    this.#showButton(name);
    this.#digits.readOnly = name === "opening";
    this.#find("opening-plain-way").hidden = !["waiting", "failed", "unsafe"].includes(name);
    this.form.hidden = isFound;
    for (const part of FOUND) this.#find(part).hidden = part !== name;
    this.#showCall(name === "opened" || name === "nothing" ? state.call : null);
    this.#showAnswers(name === "opened" ? state.mailbox : null);
    if (isFound) wipe(this.form);
  }

  /**
   * Go to what a state has just brought.
   *
   * @param {State} state
   */
  focus({ name }) {
    if (name === "mistyped") this.#digits.focus();
    if (name === "unsafe") this.#find("opening-state").focus();
    if (FOUND.includes(name)) this.#find(`${name}-title`).focus();
  }

  /** @param {string} mistake empty: there is none */
  #showMistake(mistake) {
    const error = this.#find("digits-error");
    error.textContent = mistake;
    error.hidden = !mistake;
    const described = mistake ? "digits-error digits-hint" : "digits-hint";
    this.#digits.setAttribute("aria-describedby", described);
    if (mistake) this.#digits.setAttribute("aria-invalid", "true");
    else this.#digits.removeAttribute("aria-invalid");
  }

  /** @param {State["name"]} name */
  #showButton(name) {
    const button = /** @type {HTMLButtonElement} */ (this.#find("open"));
    button.disabled = name === "waiting";
    button.hidden = name === "unsafe";
    // Nobody shall type in vain: the form shows why, and what else to do.
    if (name === "unsafe") this.form.setAttribute("data-closed", "");
    // Not `disabled`: the focus would be lost, and with it the place of who cannot see.
    if (name === "opening") button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }

  /** @param {import("./reader.mjs").CallDigits | null} call null: there is nothing to go on from */
  #showCall(call) {
    const again = this.#find("again");
    again.hidden = !call;
    for (const [i, part] of ["say", "hear"].entries()) {
      const place = again.querySelector(`[data-receipt=${part}]`);
      if (place) place.textContent = spaced(call?.[i] ?? "");
    }
  }

  /** @param {import("./mailbox.mjs").Mailbox | null} mailbox */
  #showAnswers(mailbox) {
    const newestFirst = [...(mailbox?.answers ?? [])].reverse();
    const title = this.#text("textAnswer");
    this.#find("answers").replaceChildren(
      ...newestFirst.map((answer) => answerElement(this.#document, answer, title)),
    );
    this.#find("opened-until").textContent = mailbox ? this.#until(mailbox) : "";
  }

  /**
   * @param {State} state
   * @returns {string[]}
   */
  #linesOf(state) {
    switch (state.name) {
      case "opening":
        return [this.#text("textOpening")];
      case "failed":
        return [this.#text(state.busy ? "textBusy" : "textUnreachable")];
      case "unsafe":
        return [this.#text("textUnsafe")];
      default:
        return [];
    }
  }

  /**
   * @param {import("./mailbox.mjs").Mailbox} mailbox
   * @returns {string}
   */
  #until(mailbox) {
    // On one line: whoever stops reading within a day comes on another.
    const day = showDay(untilDay(mailbox), this.#document.documentElement.lang);
    return fill(this.#text("textUntil"), { day: day.replaceAll(" ", "\u00a0") });
  }

  /** @param {string | undefined} name */
  #text(name = "") {
    return attribute(this.form, name);
  }
}
