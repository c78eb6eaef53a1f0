/**
 * Leaving no words behind (P1): a page that was left may be brought back by the next person at this
 * phone, with everything that stood in its fields.
 */

/**
 * Empty every field in `root`, what was said about the length of its texts, and every place that
 * shows again what was typed (`data-typed`).
 *
 * @param {ParentNode} root
 */
export function wipe(root) {
  /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>} */
  const controls = root.querySelectorAll("textarea, input, select");
  for (const control of controls) {
    if (control.type === "radio" || control.type === "checkbox") {
      /** @type {HTMLInputElement} */ (control).checked = false;
    } else {
      control.value = "";
    }
  }
  for (const shown of root.querySelectorAll(".count, [data-typed]")) shown.textContent = "";
}

/**
 * Make the browser drop the pages of ours that it keeps as they were left, this one excepted.
 *
 * A style sheet, and not `fetch`: so a page needs no leave to connect to anything. Chromium, which
 * keeps pages in spite of `no-store`, obeys even while the page is being left; Firefox breaks the
 * loading off then, and keeps no such page.
 *
 * @param {Document} document its exit (`#exit`) names the address of the empty file
 */
export function drop(document) {
  const { clear } = document.getElementById("exit")?.dataset ?? {};
  if (!clear) return;
  const sheet = document.createElement("link");
  sheet.setAttribute("rel", "stylesheet");
  sheet.setAttribute("href", clear);
  document.head.append(sheet);
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
