/**
 * Leaving no words behind (P1): a page that was left may be brought back by the next person at this
 * phone, with everything that stood in its fields.
 */

/**
 * Empty every field of the form, and what was said about the length of its texts.
 *
 * @param {HTMLFormElement} form
 */
export function wipe(form) {
  /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */
  const controls = form.querySelectorAll("textarea, input");
  for (const control of controls) {
    if (control.type === "radio" || control.type === "checkbox") {
      /** @type {HTMLInputElement} */ (control).checked = false;
    } else {
      control.value = "";
    }
  }
  for (const count of form.querySelectorAll(".count")) count.textContent = "";
}

/**
 * Call `forget` when the page is left, and again should a browser show it as it was.
 *
 * @param {Window} window
 * @param {() => void} forget
 */
export function onLeaving(window, forget) {
  window.addEventListener("pagehide", forget);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) forget();
  });
}
