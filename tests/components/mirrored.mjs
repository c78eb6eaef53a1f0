/**
 * Tells what a page does not mirror: shown in the other direction with the same words, every box
 * must stand as far from one side as it stood from the other, and no text may keep to a side. A
 * classic script whose value is a list of faults. It leaves the page as it was.
 */

(() => {
  const SLACK = 1;
  const root = document.documentElement;
  const { dir } = root;
  /** @param {Element} element */
  const standsInALine = (element) => {
    const { display } = getComputedStyle(element);
    const beside = [...(element.parentNode?.childNodes ?? [])];
    const words = beside.some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
    return display === "inline" || (display.startsWith("inline") && words);
  };
  // Parts of a line go where their script leads them, and what has a direction of its own keeps it.
  const boxes = [...document.body.querySelectorAll("*")].filter(
    (element) =>
      !element.closest("[dir]:not(html), svg *") &&
      !standsInALine(element) &&
      element.getClientRects().length > 0,
  );
  const places = () =>
    boxes.map((box) => {
      const { left, right } = box.getBoundingClientRect();
      return { box, left, right: root.clientWidth - right };
    });
  const before = places();
  root.dir = dir === "rtl" ? "ltr" : "rtl";
  const after = places();
  root.dir = dir;
  if (boxes.length === 0) return ["there is nothing to mirror"];
  return before
    .filter(({ box, left, right }, at) => {
      const mirrored = after[at] ?? { left: right, right: left };
      const moved = Math.max(Math.abs(left - mirrored.right), Math.abs(right - mirrored.left));
      return moved > SLACK || ["left", "right"].includes(getComputedStyle(box).textAlign);
    })
    .map(({ box }) => `${box.localName}.${box.className}`);
})();
