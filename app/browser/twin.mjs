/**
 * The same page in another language: loaded beside the one that is open, judged, and put in its
 * place. What comes is data: no script or style of it is taken over, and it leads nowhere that this
 * page does not; the keys to trust stay those with which the page was opened.
 */

import { LanguagePicker } from "../frame/components/language_picker/language_picker.mjs";
import { PageMalformed } from "./errors.mjs";
import { attribute, readQuestionnaire } from "./questionnaire.mjs";

const TIMEOUT = 20_000;

/** What has no place in the body of a page of ours: it could run, load, or be filled in elsewhere. */
const FOREIGN = "script, style, link, meta, base, iframe, object, embed, frame, template";
const OWN_PATH = /^(#|\.\.?\/|\/(?![/\\]))/;
const FOREIGN_ATTRIBUTE = /^(on|style$|srcdoc$|action$|formaction$)/;

/**
 * Return the page at an address of ours, parsed and not yet shown.
 *
 * @param {Window & typeof globalThis} window
 * @param {string} href
 * @param {AbortSignal} signal
 * @returns {Promise<Document>}
 * @throws {PageMalformed} no page came in time, or not the one at this address
 */
export function loadTwin(window, href, signal) {
  // Not fetch: only this gives a document without putting text where scripts could come from.
  const request = new window.XMLHttpRequest();
  request.open("GET", href);
  request.responseType = "document";
  request.timeout = TIMEOUT;
  signal.addEventListener("abort", () => request.abort());
  return new Promise((resolve, reject) => {
    request.addEventListener("loadend", () => {
      const { status, response, responseURL } = request;
      if (status === 200 && response?.body && responseURL === href) resolve(response);
      else reject(new PageMalformed("the page did not come"));
    });
    request.send();
  });
}

/**
 * Make sure that a loaded page is the same as this one but for its language.
 *
 * @param {Document} twin
 * @param {Pick<import("./page.mjs").Content, "form" | "check">} content what this page holds
 * @param {string} language that was asked for
 * @throws {PageMalformed} it is not
 */
export function checkTwin(twin, content, language) {
  const { form } = content;
  checkHarmless(twin, form.ownerDocument);
  content.check(twin);
  new LanguagePicker(twin);
  const other = /** @type {HTMLFormElement} */ (twin.getElementById(form.id));
  const found = [twin.documentElement.lang, attribute(other, "language"), essence(other)];
  if (found.join() !== [language, language, essence(form)].join()) {
    throw new PageMalformed("another page came, or another version of this one");
  }
}

/**
 * Make sure that a loaded page holds nothing that could run, and leads nowhere that this one does not;
 * what is for browsers without script is taken out of it.
 *
 * @param {Document} twin
 * @param {Document} document the page that is open
 * @throws {PageMalformed} it is not so
 */
export function checkHarmless(twin, document) {
  for (const element of twin.querySelectorAll("noscript")) element.remove();
  const elements = [...twin.body.querySelectorAll("*")];
  const foreign = elements.some(
    (element) =>
      element.matches(FOREIGN) ||
      element.getAttributeNames().some((name) => FOREIGN_ATTRIBUTE.test(name)),
  );
  if (foreign) throw new PageMalformed("what came could run, load or post something");
  const known = waysOut(document);
  if (waysOut(twin).some((way) => !known.includes(way))) {
    throw new PageMalformed("what came leads somewhere else");
  }
}

/**
 * Show what the twin shows, in place of what this page shows.
 *
 * @param {Document} document
 * @param {Document} twin
 */
export function showTwin(document, twin) {
  const { lang, dir } = twin.documentElement;
  Object.assign(document.documentElement, { lang, dir });
  document.title = twin.title;
  document.body.replaceChildren(
    ...[...twin.body.childNodes].map((node) => document.importNode(node, true)),
  );
}

/**
 * Return every address and number on a page that is no path on its own host, the exit's included.
 *
 * @param {Document} document
 * @returns {string[]}
 */
function waysOut(document) {
  const links = [...document.body.querySelectorAll("a")].map((a) => a.getAttribute("href") ?? "");
  const { away = "", clear = "" } = document.getElementById("exit")?.dataset ?? {};
  return [...links.filter((href) => !OWN_PATH.test(href)), `away ${away}`, `clear ${clear}`];
}

/**
 * Return what makes a form the same in every language: its version, its questions, whom it trusts.
 *
 * @param {HTMLFormElement} form
 * @returns {string}
 */
function essence(form) {
  const { language, ...questionnaire } = readQuestionnaire(form);
  const trust = ["site", "root", "minimumSerial"].map((name) => attribute(form, name));
  return JSON.stringify([questionnaire, trust]);
}
