/** The elements that a script relies on, each found by its id or missed at once. */

import { PageMalformed } from "./errors.mjs";

/**
 * Return what finds the elements of a page.
 *
 * @param {Document} document
 * @returns {(id: string) => HTMLElement} throws PageMalformed: there is none
 */
export function finder(document) {
  return (id) => {
    const element = document.getElementById(id);
    if (!element) throw new PageMalformed(`the page has no element ${id}`);
    return element;
  };
}

/**
 * Put these lines in an element, a paragraph each, in place of all that stood there.
 *
 * @param {HTMLElement} element
 * @param {string[]} lines
 */
export function sayLines(element, lines) {
  const paragraphs = lines.map((line) => {
    const paragraph = element.ownerDocument.createElement("p");
    paragraph.textContent = line;
    return paragraph;
  });
  element.replaceChildren(...paragraphs);
}
