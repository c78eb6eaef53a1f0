/**
 * The languages on a page whose script keeps what was typed: a click on one is handed to the page,
 * and what happens is said beside the names. Every word comes from the page.
 *
 * With nothing to keep, and for clicks that open another tab, the names are the links they look like.
 */

import { isPlainClick } from "../../../browser/click.mjs";
import { PageMalformed } from "../../../browser/errors.mjs";
import { attribute } from "../../../browser/questionnaire.mjs";

/** @typedef {"textWait" | "textFailed" | "textChanged"} Said */

export class LanguagePicker {
  #document;
  #languages;
  #state;

  /**
   * @param {Document} document
   * @throws {PageMalformed} it lacks an element or a text
   */
  constructor(document) {
    const languages = document.getElementById("languages");
    const state = document.getElementById("languages-state");
    if (!languages || !state) throw new PageMalformed("the page has no languages to choose from");
    for (const name of ["textWait", "textFailed", "textChanged", "textKept"]) {
      attribute(languages, name);
    }
    this.#document = document;
    this.#languages = languages;
    this.#state = state;
  }

  /**
   * Hand the links of other languages to `change` instead of following them.
   *
   * @param {() => boolean} keeps whether there is anything to keep
   * @param {(link: HTMLAnchorElement) => void} change
   */
  listen(keeps, change) {
    this.#languages.addEventListener("click", (event) => {
      const target = /** @type {Element} */ (event.target);
      const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[href]"));
      if (!link || !isPlainClick(event) || !keeps()) return;
      event.preventDefault();
      change(link);
    });
  }

  /**
   * Say what is happening, and whether the text is still there; null takes back what was said.
   *
   * @param {Said | null} what
   * @param {boolean} kept
   */
  say(what, kept) {
    const said = what ? [attribute(this.#languages, what)] : [];
    if (what && kept) said.push(attribute(this.#languages, "textKept"));
    const lines = said.map((line) => {
      const paragraph = this.#document.createElement("p");
      paragraph.textContent = line;
      return paragraph;
    });
    this.#state.replaceChildren(...lines);
  }

  /** Go to the name of the page's own language. */
  focus() {
    /** @type {HTMLElement | null} */
    const current = this.#languages.querySelector("[aria-current]");
    current?.setAttribute("tabindex", "-1");
    current?.focus();
  }
}
