/**
 * "Take this with me": the writing page, fetched as data, takes the place of this one and comes to life
 * with a text in it. The text goes over no network, into no store and into no address, and the keys to
 * trust stay those with which this page was opened.
 */

import { LanguagePicker } from "../frame/components/language_picker/language_picker.mjs";
import { PageMalformed } from "./errors.mjs";
import { attribute } from "./questionnaire.mjs";
import { checkHarmless, loadTwin, showTwin } from "./twin.mjs";
import { wipe } from "./wipe.mjs";

const TRUST = ["language", "site", "root", "minimumSerial"];

/**
 * Show the writing page in place of this one, with a text as its message.
 *
 * @param {Window & typeof globalThis} window
 * @param {HTMLFormElement} form what this page holds: it names the writing page and whom it trusts
 * @param {() => string} read gives the text, at the last moment
 * @throws {Error} it did not come, is another page than expected, or the text is gone: all is as it was
 */
export async function takeAlong(window, form, read) {
  const { document, location } = window;
  const href = new URL(attribute(form, "write"), location.href).href;
  const stop = new AbortController();
  window.addEventListener("pagehide", () => stop.abort(), { once: true });
  // First of all the script: without it the page would be there and could not send.
  const { startPage } = await import("./writing.mjs");
  const page = await loadTwin(window, href, stop.signal);
  checkWritingPage(page, form);
  const text = read();
  // The person may have left meanwhile, or emptied the answers, or changed the language.
  if (!text || !form.isConnected || stop.signal.aborted) throw new PageMalformed("nothing to take");
  showTwin(document, page);
  wipe(form);
  const message = /** @type {HTMLTextAreaElement} */ (document.getElementById("q-message"));
  message.value = text;
  startPage(window);
  message.dispatchEvent(new Event("input", { bubbles: true }));
  const [heading] = document.querySelectorAll("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}

/**
 * Make sure that a page is the one for writing: as harmless as a page in another language has to be, in
 * this page's language, of the same build, and trusting the same keys.
 *
 * @param {Document} page
 * @param {HTMLFormElement} form
 * @throws {PageMalformed} it is not
 */
export function checkWritingPage(page, form) {
  checkHarmless(page, form.ownerDocument);
  new LanguagePicker(page);
  const letter = page.getElementById("letter");
  const message = page.getElementById("q-message");
  if (!letter || !message?.matches("textarea") || attribute(letter, "form") !== "write") {
    throw new PageMalformed("what came is not the page for writing");
  }
  const script = page.head.querySelector("script[src]")?.getAttribute("src");
  const same = TRUST.every((name) => attribute(letter, name) === attribute(form, name));
  if (!same || script !== attribute(form, "script")) {
    throw new PageMalformed("the page for writing is of another build, or trusts others");
  }
}
