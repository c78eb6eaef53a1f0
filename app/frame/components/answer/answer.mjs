/**
 * Answers of the NAS, as elements. Only what was proven to be the NAS's own may be given to this;
 * every word around them comes from the page.
 */

import { showDay } from "../../../browser/day.mjs";
import { inOrder } from "../../../browser/digits.mjs";

/** @typedef {import("../../../browser/mailbox.mjs").Answer} Answer */

/**
 * Return the element of an answer, the same as macro.html makes.
 *
 * @param {Document} document
 * @param {Answer} answer
 * @param {string} title
 * @returns {HTMLElement}
 */
export function answerElement(document, { day, language, text }, title) {
  /**
   * @param {string} tag
   * @param {Record<string, string>} attributes
   * @param {(HTMLElement | string)[]} children
   */
  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const shown = showDay(day, document.documentElement.lang);
  const time = make("time", { datetime: day }, shown);
  const written = { class: "answer-text", lang: language, dir: directionOf(document, language) };
  return make(
    "article",
    { class: "answer" },
    make("h3", { class: "answer-title" }, title),
    make("p", { class: "quiet" }, time),
    make("div", written, ...inOrder(document, text)),
  );
}

/**
 * Return the direction of a language by the page's own list of languages; of others by the text.
 *
 * @param {Document} document
 * @param {string} language
 * @returns {string}
 */
function directionOf(document, language) {
  const names = [...(document.getElementById("languages")?.querySelectorAll("[lang]") ?? [])];
  const name = names.find((each) => each.getAttribute("lang") === language);
  return name?.getAttribute("dir") ?? "auto";
}
