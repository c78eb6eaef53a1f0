/**
 * Prints a receipt as a card with nothing on it but the digits: no name, no word, no address of ours.
 *
 * The card stands on the page only while it is printed, and is wiped like all that was typed. Phones
 * print after `print()` has returned, so it goes away when the browser says that it is done.
 */

/**
 * Let every button with `data-print`, the id of a receipt, print that receipt. The elements are looked
 * up when they are needed: a change of language replaces them.
 *
 * @param {Window & typeof globalThis} window
 */
export function startPrinting(window) {
  const { document } = window;
  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const button = /** @type {HTMLElement | null} */ (target.closest("[data-print]"));
    if (!button) return;
    const { print = "", title: name = "" } = button.dataset;
    const card = document.createElement("div");
    card.className = "receipt-card";
    card.dataset.typed = "";
    // In a page that is written from right to left the digits would change places.
    card.dir = "ltr";
    for (const group of document.querySelectorAll(`#${print} .receipt-groups li`)) {
      const line = document.createElement("div");
      line.textContent = group.textContent;
      card.append(line);
    }
    const { title } = document;
    // A saved file gets the title for its name.
    document.title = name;
    document.body.append(card);
    document.body.dataset.prints = "";
    window.addEventListener(
      "afterprint",
      () => {
        card.remove();
        delete document.body.dataset.prints;
        document.title = title;
      },
      { once: true },
    );
    window.print();
  });
}
