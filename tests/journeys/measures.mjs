/**
 * Measures a page as it stands, from within it: what sticks out, what is too small to hit, what
 * the focus is hidden by, and what the two audits find. A classic script too: it leaves one name,
 * `measures`, and must never change the page.
 */

globalThis.measures = (() => {
  /** Half a pixel is rounding, not a fault. */
  const SLACK = 0.5;
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const AXE_TAGS = [
    ...["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag21aaa"],
    ...["wcag22aa", "wcag22aaa", "best-practice"],
  ];
  const CONTRAST = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"];

  /**
   * Name an element in a few characters, never by what it says.
   *
   * @param {Element} element
   */
  function nameOf(element) {
    const id = element.id ? `#${element.id}` : "";
    const kinds = [...element.classList].map((kind) => `.${kind}`).join("");
    const within = element.closest("header, nav, aside, footer, form, main");
    const place = within && within !== element ? `${within.localName} ` : "";
    const leads = element.getAttribute("href");
    return `${place}${element.localName}${id}${kinds}${leads ? `[href="${leads}"]` : ""}`;
  }

  /** @param {Element} element */
  function isShown(element) {
    const { width, height } = element.getBoundingClientRect();
    // Firefox tells sizes of what stands in a closed <details> too.
    return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
  }

  /**
   * Return the place on the page where pressing reaches the element: with its label, if it has one.
   *
   * @param {Element} element
   */
  function targetOf(element) {
    const labels = "labels" in element ? /** @type {HTMLInputElement} */ (element).labels : null;
    /** @type {Element[]} */
    const pressed = element.matches("[type=checkbox], [type=radio]") ? [...(labels ?? [])] : [];
    const boxes = [element, ...pressed].map((each) => each.getBoundingClientRect());
    const left = Math.min(...boxes.map((box) => box.left));
    const top = Math.min(...boxes.map((box) => box.top));
    return {
      left,
      top,
      right: Math.max(...boxes.map((box) => box.right)),
      bottom: Math.max(...boxes.map((box) => box.bottom)),
    };
  }

  /**
   * Tell a link within a sentence, whose size WCAG leaves to the line it stands in. A number to
   * call that stands in a bar is not one: the bar is there to be pressed.
   *
   * @param {Element} element
   */
  function isInSentence(element) {
    if (element.localName !== "a" || getComputedStyle(element).display !== "inline") return false;
    if (element.matches("[href^='tel:']") && !element.closest("main")) return false;
    let block = element.parentElement;
    while (block && getComputedStyle(block).display.startsWith("inline")) {
      block = block.parentElement;
    }
    const said = (block?.textContent ?? "").trim().length;
    return said > (element.textContent ?? "").trim().length;
  }

  /** Return what reaches beyond the page's width, or scrolls sideways in itself. */
  function overflow() {
    const root = document.documentElement;
    const width = root.clientWidth;
    const faults = [];
    if (root.scrollWidth > width) faults.push(`page ${root.scrollWidth} > ${width}`);
    for (const element of document.body.querySelectorAll("*")) {
      if (!isShown(element)) continue;
      const { left, right } = element.getBoundingClientRect();
      if (left < -SLACK || right > width + SLACK) faults.push(`outside: ${nameOf(element)}`);
      const inside = element.scrollWidth - element.clientWidth;
      const scrolls = getComputedStyle(element).overflowX !== "visible";
      if (scrolls && element.clientWidth && inside > 1) faults.push(`inside: ${nameOf(element)}`);
    }
    return faults;
  }

  /** @param {number} least */
  function smallTargets(least) {
    const faults = [];
    for (const element of document.querySelectorAll(CONTROLS)) {
      if (!isShown(element) || isInSentence(element)) continue;
      const { left, top, right, bottom } = targetOf(element);
      if (right <= 0 || bottom + scrollY <= 0) continue; // a skip link that waits for the focus
      const [width, height] = [right - left, bottom - top];
      if (width < least - SLACK || height < least - SLACK) {
        faults.push(`${Math.round(width)}x${Math.round(height)}: ${nameOf(element)}`);
      }
    }
    return faults;
  }

  /** Return the element that has the focus, named; empty if none has. */
  function focused() {
    const element = document.activeElement;
    return !element || element === document.body ? "" : nameOf(element);
  }

  /** Return why a person could not see where the focus is; empty if they can. */
  function hiddenFocus() {
    const element = document.activeElement;
    if (!element || element === document.body) return "";
    const style = getComputedStyle(element);
    const ringed = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2;
    if (!ringed) return `no ring: ${nameOf(element)}`;
    for (const box of element.getClientRects()) {
      if (!isSeen(box)) return `out of view: ${nameOf(element)}`;
      const cover = coverOf(element, box);
      if (cover) return `under ${nameOf(cover)}: ${nameOf(element)}`;
    }
    return "";
  }

  /**
   * Tell whether a box is in view: the whole of it, of a tall one half a screen.
   *
   * @param {DOMRect} box
   */
  function isSeen(box) {
    const height = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
    const beside = box.left < -SLACK || box.right > innerWidth + SLACK;
    return !beside && height >= Math.min(box.height, innerHeight / 2) - SLACK;
  }

  /**
   * Return what stands over the box, undefined if nothing does.
   *
   * @param {Element} element
   * @param {DOMRect} box
   */
  function coverOf(element, box) {
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    const middle = (top + bottom) / 2;
    const heights = box.height > innerHeight / 2 ? [middle] : [top + 2, middle, bottom - 2];
    return heights
      .map((height) => document.elementFromPoint((box.left + box.right) / 2, height))
      .find((there) => there && !there.contains(element) && !element.contains(there));
  }

  /** @param {{violations: {id: string, nodes: {target: unknown[]}[]}[]}} found */
  function axeLines(found) {
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `axe ${id}: ${node.target.join(" ")}`),
    );
  }

  /** Return what axe finds, by every rule of WCAG 2.0 to 2.2 and by what is held to be good. */
  async function axe() {
    const runOnly = { type: "tag", values: AXE_TAGS };
    return axeLines(await globalThis.axe.run(document, { runOnly }));
  }

  /** Return what axe finds in the colours alone. */
  async function contrast() {
    const runOnly = { type: "rule", values: CONTRAST };
    return axeLines(await globalThis.axe.run(document, { runOnly }));
  }

  /** Return what IBM's engine is sure of, what it only recommends included. */
  async function ibm() {
    const policies = ["WCAG_2_2", "IBM_Accessibility"];
    const found = await new globalThis.ace.Checker().check(document, policies);
    return found.results
      .filter(({ value: [, outcome] }) => outcome === "FAIL")
      .filter(({ ruleId, snippet }) => !isWayOut(ruleId, snippet))
      .map(({ ruleId, path }) => `ibm ${ruleId}: ${path.dom}`);
  }

  /**
   * Tell the one thing that is meant as it is: the exit's landing page leads away by itself, also
   * where no script runs.
   *
   * @param {string} rule
   * @param {string} snippet
   */
  function isWayOut(rule, snippet) {
    return rule === "element_attribute_deprecated" && /^<meta [^>]*refresh/.test(snippet);
  }

  return { overflow, smallTargets, focused, hiddenFocus, axe, contrast, ibm };
})();
