/**
 * The writing page, wired: one letter, sealed here, to whoever the signed keyring names, with the
 * receipt by which its writer comes back.
 */

import { Acknowledgement } from "../frame/components/acknowledgement/acknowledgement.mjs";
import { Collected } from "./collected.mjs";
import { offerDraftFile } from "./draft_file_offer.mjs";
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
  const view = new WritingView(document);
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
   * @param {Omit<import("./sender.mjs").Ports, "files">} ports
   * @param {Collected} collected
   */
  constructor(view, ports, collected) {
    super(view, ports);
    this.#collected = collected;
    offerDraftFile(this.form);
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
  see(document) {
    return new WritingView(document);
  }

  /**
   * @override
   * @param {Document} document
   */
  moveTo(document) {
    super.moveTo(document);
    offerDraftFile(this.form);
    this.#collected.show();
  }
}

/** The writing page as it is seen: it has places for a receipt, some forms an acknowledgement and drafts. */
class WritingView extends PageView {
  #acknowledgement;

  /**
   * @param {Document} document
   * @throws {PageMalformed}
   */
  constructor(document) {
    super(document);
    if (!this.showsReceipts) throw new PageMalformed("the page has no place for a receipt");
    this.#acknowledgement = new Acknowledgement(document);
  }

  /**
   * @override
   * @param {import("./sender.mjs").State} state
   */
  show(state) {
    super.show(state);
    this.#acknowledgement.show(state.name === "arrived" ? state : null);
  }
}
