/**
 * What a page forgets when it is left (P1), and what it must not forget yet (P11).
 *
 * A page that is left is wiped, with one exception: a form that the browser is posting. If the line
 * breaks, Back must bring the text again. If it does not break, the answer holds the text or says
 * that it arrived, and then makes the browser drop the page that was left (`drop`).
 *
 *     <body data-fresh="/en/write/plain/">   of an answer to a post: where the same form is empty
 */

import { drop, wipe } from "./wipe.mjs";

const POSTED = "form[method=post]";

/**
 * Let the page forget, so that Back and Forward show an empty form.
 *
 * @param {Window} window
 */
export function forgetWhenLeft(window) {
  const { document } = window;
  const { fresh } = document.body.dataset;
  let posting = false;

  window.addEventListener("submit", (event) => {
    posting = !event.defaultPrevented;
  });
  // Whoever goes on typing or pressing has stopped the posting, or it failed without a new page.
  for (const type of ["input", "keydown", "pointerdown"]) {
    window.addEventListener(type, () => {
      posting = false;
    });
  }
  window.addEventListener("pagehide", () => {
    if (!posting) wipe(document);
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    // Emptied, an answer to a post makes no sense; and one from which someone left is blank.
    const senseless = fresh || !document.getElementById("exit");
    if (persisted && !posting && senseless) window.location.reload();
  });
  if (!fresh) return;

  // The browser keeps what was posted, to post it again, and so would show it again. Not before the
  // page is left, as until then loading it again must bring the letter again.
  window.addEventListener("beforeunload", () => window.history.replaceState(null, "", fresh));
  if (document.querySelector(POSTED)) drop(document);
}
