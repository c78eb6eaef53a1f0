/**
 * "Check for yourself" as its steps: which part is shown, what is said at the end, where the focus goes.
 * It decides nothing and makes no text of its own.
 */

import { finder } from "./elements.mjs";
import { PageMalformed } from "./errors.mjs";
import { attribute, questionsOf, readQuestionnaire } from "./questionnaire.mjs";

const BUTTONS = /** @type {const} */ (["on", "back", "stop", "again"]);

/** @typedef {import("./outcome.mjs").Outcome | "stopped"} Ending */

export class CheckView {
  /** @type {HTMLFormElement} */
  form;
  /** The number of the last step: the ending. */
  end;
  #document;
  #steps;
  #outcomes;
  #ways;
  #buttons;
  #take;
  #takeAlong;
  #takeState;

  /**
   * @param {Document} document
   * @throws {PageMalformed} it lacks an element, a text or a step
   */
  constructor(document) {
    const find = finder(document);
    this.form = /** @type {HTMLFormElement} */ (find("check"));
    this.#document = document;
    readQuestionnaire(this.form);
    for (const name of ["site", "root", "minimumSerial", "write", "script"]) {
      attribute(this.form, name);
    }
    this.#steps = elements(this.form, "[data-step]");
    this.#outcomes = elements(this.form, "[data-outcome]");
    this.#ways = find("check-ways");
    this.#buttons = BUTTONS.map((name) => find(`check-${name}`));
    this.#take = find("take");
    this.#takeAlong = find("take-along");
    this.#takeState = find("take-state");
    this.end = Math.max(...this.#steps.map(stepOf));
    for (let step = 0; step <= this.end; step += 1) this.#head(step);
    for (const name of ["textWait", "textFailed"]) attribute(this.#takeState, name);
  }

  /**
   * Call what belongs to a button when it is pressed.
   *
   * @param {Record<typeof BUTTONS[number] | "take", () => void>} pressed
   */
  listen(pressed) {
    // Enter in a form without a button of its own: nothing goes anywhere.
    this.form.addEventListener("submit", (event) => event.preventDefault());
    for (const [index, name] of BUTTONS.entries()) {
      this.#buttons[index]?.addEventListener("click", pressed[name]);
    }
    this.#takeAlong.addEventListener("click", pressed.take);
  }

  /**
   * Show one step and no other; at the end what is said there, and whether there is anything to take
   * along. Nothing at all once the exit has emptied the page.
   *
   * @param {number} step
   * @param {Ending} ending
   * @param {boolean} takes
   */
  show(step, ending, takes) {
    if (!this.form.isConnected) return;
    this.form.setAttribute("data-live", "");
    for (const element of this.#steps) element.hidden = stepOf(element) !== step;
    for (const element of this.#outcomes) element.hidden = element.dataset.outcome !== ending;
    const inside = step > 0 && step < this.end;
    const shown = [
      step < this.end,
      inside || (step === this.end && ending !== "stopped"),
      inside,
      step === this.end,
    ];
    for (const [index, button] of this.#buttons.entries()) button.hidden = !shown[index];
    this.#ways.hidden = false;
    this.#take.hidden = !takes;
    this.say(null);
    this.#document.title = attribute(this.#head(step), "title");
  }

  /**
   * Go to the beginning of a step.
   *
   * @param {number} step
   */
  focus(step) {
    if (this.form.isConnected) this.#head(step).focus();
  }

  /**
   * Say what becomes of taking the answers along; null takes it back.
   *
   * @param {"textWait" | "textFailed" | null} what
   */
  say(what) {
    this.#takeState.textContent = what ? attribute(this.#takeState, what) : "";
  }

  /**
   * Return the questions and the answers to them as they are read, for those that were answered with
   * one of some values.
   *
   * @param {string[]} values
   * @returns {string}
   */
  lines(values) {
    const lines = questionsOf(this.form).flatMap((question) => {
      const chosen = elements(question, "input").find(
        (input) => /** @type {HTMLInputElement} */ (input).checked,
      );
      if (!chosen || !values.includes(/** @type {HTMLInputElement} */ (chosen).value)) return [];
      const asked = question.querySelector("legend")?.textContent?.trim();
      return [`${asked} ${chosen.closest("label")?.textContent?.trim()}`];
    });
    return lines.join("\n");
  }

  /**
   * @param {number} step
   * @returns {HTMLElement}
   */
  #head(step) {
    const head = this.#steps.find((element) => stepOf(element) === step && element.dataset.title);
    if (!head) throw new PageMalformed(`the page has no step ${step}`);
    return head;
  }
}

/**
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
function elements(root, selector) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector))];
}

/** @param {HTMLElement} element */
function stepOf(element) {
  return Number(element.dataset.step);
}
