/**
 * Quick exit with script: at once nothing of the page is left to see, hear or restore, and another
 * site takes its place in the history. Without this script the exit is a plain link.
 *
 *     <a id="exit" href="…" data-away="https://…" data-clear="/clear.css" data-loading="Loading">…</a>
 *     <p id="exit-cover" role="alert" hidden></p>                          all that stays of the page
 *     <p id="exit-count" role="status" data-two="…" data-one="…"></p>      said of Shift
 */

import { drop, wipe } from "../../../browser/wipe.mjs";
import { countShift } from "./shift.mjs";

const PRESSES = 3;

/** The button that opens a menu; what the left and the middle one would do, the exit does. */
const RIGHT = 2;

/**
 * Let a click on the exit, or Shift three times, leave the site.
 *
 * The elements are looked up when they are needed: a change of language replaces them.
 *
 * @param {Window & typeof globalThis} window
 */
export function startExit(window) {
  const { document } = window;
  const exit = () => document.getElementById("exit");

  /** @param {MouseEvent} event */
  const onClick = (event) => {
    const { target, button } = event;
    if (button < RIGHT && exit()?.contains(/** @type {Node} */ (target))) {
      event.preventDefault();
      leave(window);
    }
  };
  window.addEventListener("click", onClick, true);
  // With the middle button the other site would open beside this one, which would stay as it is.
  window.addEventListener("auxclick", onClick, true);

  countShift(window, (count) => {
    if (count === PRESSES) {
      leave(window);
      return;
    }
    const said = document.getElementById("exit-count");
    if (said) said.textContent = said.dataset[["", "two", "one"][count] ?? ""] ?? "";
  });
}

/**
 * Leave the site now.
 *
 * The body is emptied, not covered: without a line the page stays where it is until the browser
 * gives up, and neither a screen reader nor a search in the page may find anything on it then.
 *
 * @param {Window} window
 */
export function leave(window) {
  const { document } = window;
  const { away, loading = "" } = document.getElementById("exit")?.dataset ?? {};
  // Leaving already.
  if (!away) return;
  const cover = document.getElementById("exit-cover");
  // What is being read aloud would go on until the other site has come.
  window.speechSynthesis?.cancel();
  // Browsers keep what stands in fields, also in fields that are no longer shown.
  wipe(document);
  drop(document);
  document.title = loading;
  document.body.replaceChildren(...(cover ? [cover] : []));
  if (cover) {
    cover.hidden = false;
    cover.textContent = loading;
  }
  window.location.replace(away);
}
