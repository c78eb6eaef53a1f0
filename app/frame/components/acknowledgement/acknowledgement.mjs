/** The acknowledgement on the sealed page (macro.html): filled once a letter arrived, if it has one. */

import { showDayInFinland } from "../../../browser/day.mjs";

/** The letter's id begins with it; staff find the letter by these digits. */
const GROUP = 4;

export class Acknowledgement {
  #document;

  /** @param {Document} document */
  constructor(document) {
    this.#document = document;
  }

  /**
   * Show it for a letter; null takes it away.
   *
   * @param {{letter: string, at: Date} | null} arrived the letter's id, 32 hex digits, and when it did
   */
  show(arrived) {
    const place = this.#document.getElementById("acknowledgement");
    if (!place) return;
    const { letter = "", at } = arrived ?? {};
    const day = at && showDayInFinland(at, this.#document.documentElement.lang);
    place.hidden = arrived === null;
    write(place, "day", day ?? "");
    write(place, "reference", `${letter.slice(0, GROUP)} ${letter.slice(GROUP, 2 * GROUP)}`.trim());
  }
}

/**
 * @param {HTMLElement} place
 * @param {"day" | "reference"} part
 * @param {string} text
 */
function write(place, part, text) {
  const element = place.querySelector(`[data-acknowledged=${part}]`);
  if (element) element.textContent = text;
}
