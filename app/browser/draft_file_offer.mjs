/**
 * Offers the draft file on pages that have it (`#draft-file`). What it needs is fetched only when
 * somebody opens it: most never do, and it is as large as the rest of the page's script.
 */

/**
 * Show the folded draft file of a letter's form, and make it work once it is opened.
 *
 * @param {HTMLFormElement} form
 */
export function offerDraftFile(form) {
  const panel = /** @type {HTMLDetailsElement | null} */ (form.querySelector("#draft-file"));
  if (!panel) return;
  panel.hidden = false;
  let asked = false;
  panel.addEventListener("toggle", async () => {
    if (!panel.open || asked) return;
    asked = true;
    try {
      const { startDraftFile } = await import("./draft_file.mjs");
      startDraftFile(form);
    } catch {
      // It did not come: folded up, it can be opened again.
      asked = false;
      panel.open = false;
    }
  });
}
