/**
 * The writing page, wired: one letter, sealed here, to whoever the signed keyring names, with the
 * receipt by which its writer comes back.
 */

import { Collected } from "./collected.mjs";
import { PageMalformed } from "./errors.mjs";
import { LetterForm } from "./letter_form.mjs";
import { SealedPage } from "./page.mjs";
import { portsOf } from "./ports.mjs";
import { attribute } from "./questionnaire.mjs";
import { PageView } from "./view.mjs";
import { NewReceipt } from "./way_back.mjs";

/**
 * Bring the page to life: let the person send if this browser can seal, close the form if not.
 *
 * @param {Window & typeof globalThis} window
 * @throws {PageMalformed} the page is not what write.mjs describes; then it stays as it was served,
 *   with Send disabled
 */
export function startPage(window) {
  const { document } = window;
  const view = viewOf(document);
  const ports = portsOf(window, view.form);
  const site = attribute(view.form, "site");
  const newWayBack = () => new NewReceipt(site, ports.now);
  const collected = new Collected(window, ports);
  const letter = new WritingForm(view, { ...ports, newWayBack }, collected);
  new SealedPage(window, letter).start();
  window.addEventListener("load", () => letter.prepare());
  // Missing where the page did not come over https.
  if (window.crypto?.subtle) letter.ready();
  else letter.close();
  if (document.readyState === "complete") letter.prepare();
}

class WritingForm extends LetterForm {
  #collected;
  #canSeal = true;

  /**
   * @param {PageView} view
   * @param {import("./sender.mjs").Ports} ports
   * @param {Collected} collected
   */
  constructor(view, ports, collected) {
    super(view, ports);
    this.#collected = collected;
  }

  /** @override */
  prepare() {
    super.prepare();
    if (this.#canSeal) this.#collected.look();
  }

  /** @override */
  close() {
    this.#canSeal = false;
    super.close();
  }

  /**
   * @override
   * @param {Document} document
   */
  check(document) {
    viewOf(document);
  }

  /**
   * @override
   * @param {Document} document
   */
  moveTo(document) {
    super.moveTo(document);
    this.#collected.show();
  }
}

/**
 * @param {Document} document
 * @returns {PageView}
 * @throws {PageMalformed}
 */
function viewOf(document) {
  const view = new PageView(document);
  if (!view.showsReceipts) throw new PageMalformed("the page has no place for a receipt");
  return view;
}
