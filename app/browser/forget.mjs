/**
 * What a page forgets when it is left (P1), and what it must not forget yet (P11).
 *
 * A page that is left is wiped, with one exception: a form that the browser is posting. If the line
 * breaks, Back must bring the text again, but only to whoever comes straight back. If it does not
 * break, the answer holds the text or says that it arrived, and makes the browser drop this page.
 *
 *     <body data-fresh="/en/write/plain/">   of an answer to a post: where the same form is empty
 */

import { Posting } from "./posting.mjs";
import { drop, wipe } from "./wipe.mjs";

const POSTED = "form[method=post]";

/** A browser asks about leaving for a call too, at once, though nobody leaves. */
const CALLING_MS = 1000;

/**
 * Let the page forget, so that Back and Forward show an empty form.
 *
 * @param {Window & typeof globalThis} window
 */
export function forgetWhenLeft(window) {
  const { document } = window;
  const { fresh } = document.body.dataset;
  const posting = new Posting(window);

  window.addEventListener("pagehide", () => {
    if (!posting.isUnderWay) wipe(document);
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    const kept = posting.end();
    if (kept) return;
    wipe(document);
    // Emptied, an answer to a post makes no sense; and one from which someone left is blank.
    if (fresh || !document.getElementById("exit")) window.location.reload();
  });
  if (!fresh) return;

  let calling = false;
  window.addEventListener(
    "click",
    ({ target }) => {
      const way = /** @type {Element} */ (target).closest("a")?.getAttribute("href");
      calling = Boolean(way?.startsWith("tel:"));
      if (calling) {
        window.setTimeout(() => {
          calling = false;
        }, CALLING_MS);
      }
    },
    true,
  );
  // The browser keeps what was posted, to post it again, and so would show it again. Not before the
  // page is left, as until then loading it again must bring the letter again.
  window.addEventListener("beforeunload", () => {
    if (!calling) window.history.replaceState(null, "", fresh);
  });
  if (document.querySelector(POSTED)) drop(document);
}
