/**
 * The receipt on a sealed page (macro.html): filled once it is made, emptied when it is forgotten.
 * A page may have several places for it, for before and after sending, or none.
 */

import { MAILBOX_DAYS } from "../../../browser/constants.generated.mjs";
import { dayOf, showDay } from "../../../browser/day.mjs";
import { PageMalformed } from "../../../browser/errors.mjs";

/**
 * @typedef {import("../../../browser/way_back.mjs").Shown} Shown
 * @typedef {"not-sent" | "unknown" | "arrived"} Known what is known of the letter
 * @typedef {"groups" | "unsent" | "unknown" | "until" | "say" | "hear"} Part
 */

const BEFORE = /** @type {const} */ (["groups", "unsent", "unknown"]);
const AFTER = /** @type {const} */ (["groups", "until", "say", "hear"]);

export class ReceiptPlaces {
  #places;

  /**
   * @param {Document} document
   * @throws {PageMalformed} a place lacks one of its parts
   */
  constructor(document) {
    const found = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".receipt"));
    this.#places = [...found].map((section) => new Place(section, document));
  }

  /** Tell whether there is a place for a receipt before sending, and one after. */
  get isComplete() {
    return [false, true].every((sent) => this.#places.some((place) => place.sent === sent));
  }

  /**
   * Show the receipt where it belongs, and nowhere else.
   *
   * @param {Shown | null} shown
   * @param {Known} known
   */
  show(shown, known) {
    for (const place of this.#places) {
      if (shown && place.sent === (known === "arrived")) place.fill(shown, known);
      else place.empty();
    }
  }
}

class Place {
  #document;
  #section;
  /** @type {Map<Part, HTMLElement>} */
  #parts = new Map();

  /**
   * @param {HTMLElement} section
   * @param {Document} document
   */
  constructor(section, document) {
    this.#document = document;
    this.#section = section;
    this.sent = "sent" in section.dataset;
    for (const part of this.sent ? AFTER : BEFORE) {
      const element = /** @type {HTMLElement | null} */ (
        section.querySelector(`[data-receipt=${part}]`)
      );
      if (!element) throw new PageMalformed(`the receipt has no place for ${part}`);
      this.#parts.set(part, element);
    }
  }

  /**
   * @param {Shown} shown
   * @param {Known} known
   */
  fill({ groups, call, made }, known) {
    const items = groups.map((group) => {
      const item = this.#document.createElement("li");
      item.textContent = spaced(group);
      return item;
    });
    this.#parts.get("groups")?.replaceChildren(...items);
    this.#hide("unsent", known !== "not-sent");
    this.#hide("unknown", known !== "unknown");
    const until = showDay(dayOf(made, MAILBOX_DAYS), this.#document.documentElement.lang);
    this.#write("until", until);
    this.#write("say", spaced(call?.[0] ?? ""));
    this.#write("hear", spaced(call?.[1] ?? ""));
    this.#section.hidden = false;
  }

  empty() {
    this.#section.hidden = true;
    for (const part of /** @type {const} */ (["groups", "until", "say", "hear"])) {
      this.#parts.get(part)?.replaceChildren();
    }
  }

  /**
   * @param {Part} part
   * @param {string} text
   */
  #write(part, text) {
    const element = this.#parts.get(part);
    if (element) element.textContent = text;
  }

  /**
   * @param {Part} part
   * @param {boolean} hidden
   */
  #hide(part, hidden) {
    const element = this.#parts.get(part);
    if (element) element.hidden = hidden;
  }
}

/**
 * Return digits with a space between any two, so that each is spoken by itself.
 *
 * @param {string} digits
 * @returns {string}
 */
export function spaced(digits) {
  return [...digits].join(" ");
}
