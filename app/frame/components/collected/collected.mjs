/** What a sealed page says of when letters were last collected (macro.html). */

import { showDay } from "../../../browser/day.mjs";

/**
 * Say the day, or that nothing fresh is known.
 *
 * @param {Document} document
 * @param {string | null} day null: none that is fresh
 */
export function showCollected(document, day) {
  const { lang } = document.documentElement;
  const shown = day === null ? "" : showDay(day, lang);
  for (const part of all(document, "fresh")) part.hidden = day === null;
  for (const part of all(document, "stale")) part.hidden = day !== null;
  for (const part of all(document, "day")) part.textContent = shown;
}

/**
 * @param {Document} document
 * @param {string} part
 * @returns {NodeListOf<HTMLElement>}
 */
function all(document, part) {
  return document.querySelectorAll(`[data-collected=${part}]`);
}
