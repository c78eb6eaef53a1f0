/** Why a draft file was not made or not opened, by the name of the words that the page has for it. */

import { BrowserError } from "./errors.mjs";

/**
 * @typedef {"textShort" | "textEmpty" | "textNoFile" | "textWrong" | "textDamaged" | "textForeign"
 *   | "textOther" | "textNewer"} Reason
 */

export class DraftRefused extends BrowserError {
  /** @param {Reason} said */
  constructor(said) {
    super(`the draft file was refused: ${said}`);
    this.said = said;
  }
}
