/**
 * The page's texts for its script: data attributes of the form, in the page's language. The script
 * itself holds no word for people.
 */

import { attribute } from "./questionnaire.mjs";

const NAMES = /** @type {const} */ ([
  "textRequired",
  "textNothing",
  "textTooLong",
  "textInvalid",
  "textEvery",
  "textOneOf",
  "textChange",
  "textLeft",
  "textOver",
  "textSending",
  "textNotSent",
  "textUnknown",
  "textAgain",
  "textNotNow",
  "textClosed",
  "titleReady",
  "titleCheck",
  "titleError",
  "titleTooLong",
  "titleSending",
  "titleNotSent",
  "titleUnknown",
  "titleClosed",
  "titleArrived",
]);

/** @typedef {Record<typeof NAMES[number], string>} Texts */

/**
 * Return all texts of the form.
 *
 * @param {HTMLFormElement} form
 * @returns {Texts}
 * @throws {import("./errors.mjs").PageMalformed} one is missing
 */
export function readTexts(form) {
  const entries = NAMES.map((name) => [name, attribute(form, name)]);
  return /** @type {Texts} */ (Object.fromEntries(entries));
}

/**
 * Return the text with its {names} replaced by numbers or words.
 *
 * @param {string} text
 * @param {Record<string, number | string | null>} values
 * @returns {string}
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
