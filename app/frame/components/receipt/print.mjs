/**
 * Prints a receipt as a card with nothing on it but the digits: no name, no word, no address of ours. An
 * acknowledgement is printed in the same way: what is marked in it (`data-printed`), and nothing else.
 *
 * The card stands on the page only while it is printed, and is wiped like all that was typed. Phones
 * print after `print()` has returned, so it goes away when the browser says that it is done; some never
 * say so, and who presses again gets one card all the same.
 */

/**
 * Let every button with `data-print`, the id of a receipt, print that receipt. The elements are looked
 * up when they are needed: a change of language replaces them.
 *
 * @param {Window & typeof globalThis} window
 */
export function startPrinting(window) {
  const { document } = window;
  let takeAway = () => {};
  const done = () => {
    takeAway();
    takeAway = () => {};
  };
  window.addEventListener("afterprint", done);
  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const button = /** @type {HTMLElement | null} */ (target.closest("[data-print]"));
    if (!button) return;
    done();
    const { print = "", title = "" } = button.dataset;
    takeAway = layOut(document, print, title);
    window.print();
  });
}

/**
 * Put the card of a receipt in place of the page, on paper.
 *
 * @param {Document} document
 * @param {string} id of the receipt
 * @param {string} name a saved file gets the title for its name
 * @returns {() => void} takes it away again
 */
function layOut(document, id, name) {
  const card = document.createElement("div");
  card.className = "receipt-card";
  card.setAttribute("data-typed", "");
  const groups = [...document.querySelectorAll(`#${id} .receipt-groups li`)].map((group) => {
    const line = document.createElement("div");
    line.textContent = group.textContent;
    return line;
  });
  const said = [...document.querySelectorAll(`#${id} [data-printed]`)].map((each) => {
    const copy = /** @type {HTMLElement} */ (document.importNode(each, true));
    copy.removeAttribute("id");
    return copy;
  });
  card.append(...groups, ...said);
  // In a page that is written from right to left the digits would change places.
  if (groups.length > 0) card.dir = "ltr";
  else card.className = "receipt-card acknowledgement-card";
  const { title } = document;
  document.title = name;
  document.body.append(card);
  document.body.setAttribute("data-prints", "");
  return () => {
    card.remove();
    document.body.removeAttribute("data-prints");
    document.title = title;
  };
}
