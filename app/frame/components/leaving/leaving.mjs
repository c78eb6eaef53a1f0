/**
 * Asks before a link leads away from something half-written. It never asks at the exit, at a
 * telephone number, or at a place on the same page; and it never keeps anybody: the question is a
 * part of the page, and whoever goes on with something else has answered it.
 *
 * The elements (macro.html) are looked up when they are needed: a change of language replaces them.
 */

import { isPlainClick } from "../../../browser/click.mjs";

/** Links that leave the page where it is, or that nothing may stand before. */
const FREE = "#exit, [data-away], [target], [download]";

/**
 * Ask before every link out, as long as something would be lost.
 *
 * @param {Window & typeof globalThis} window
 * @param {() => boolean} holds whether anything is typed or chosen
 */
export function askBeforeLeaving(window, holds) {
  const { document } = window;
  const question = () => document.getElementById("leaving");
  /** @type {HTMLAnchorElement | null} the link that is asked about */
  let asked = null;

  const stay = () => {
    const box = question();
    if (box) box.hidden = true;
    const link = asked;
    asked = null;
    return link;
  };

  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (asked && target.closest("#leaving-stay")) stay()?.focus();
    else if (asked && target.closest("#leaving-go")) window.location.assign(asked.href);
    else {
      const link = linkOut(event, window.location);
      const box = question();
      if (!link || !box || !holds()) return;
      event.preventDefault();
      asked = link;
      box.hidden = false;
      document.getElementById("leaving-stay")?.focus();
    }
  });
  document.addEventListener("keydown", ({ key }) => {
    if (asked && key === "Escape") stay()?.focus();
  });
  document.addEventListener("focusin", ({ target }) => {
    if (asked && !question()?.contains(/** @type {Node} */ (target))) stay();
  });
}

/**
 * Return the link by which a click would leave the page, if it would.
 *
 * @param {MouseEvent} event
 * @param {Location} location
 * @returns {HTMLAnchorElement | null}
 */
function linkOut(event, location) {
  const target = /** @type {Element} */ (event.target);
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[href]"));
  if (!link || !isPlainClick(event) || link.matches(FREE)) return null;
  if (!["http:", "https:"].includes(link.protocol)) return null;
  const [here] = location.href.split("#");
  return link.href.startsWith(`${here}#`) ? null : link;
}
