/**
 * Numbers in running text: in text from right to left "040 123 456" would be shown as "456 123 040", a
 * wrong telephone number. It changes no character.
 */

/** Numbers with something between them, in any script: the same as app/frame/digits.py finds. */
const DIGITS = /(\+?\p{Nd}(?:[ \u00a0()/.-]*\p{Nd})+)/u;

/**
 * Return what shows a text with the parts of its numbers in order.
 *
 * @param {Document} document
 * @param {string} text
 * @returns {(HTMLElement | string)[]}
 */
export function inOrder(document, text) {
  // Every second part is a number.
  return text.split(DIGITS).map((part, i) => (i % 2 === 1 ? number(document, part) : part));
}

/**
 * @param {Document} document
 * @param {string} digits
 * @returns {HTMLElement}
 */
function number(document, digits) {
  const element = document.createElement("bdo");
  element.setAttribute("dir", "ltr");
  element.textContent = digits;
  return element;
}
