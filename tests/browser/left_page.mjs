/** A plain page as its script of every page sees it, with an exit and something typed. */

import { FakeElement, FakeWindow } from "./fake_dom.mjs";

/**
 * @param {{fresh?: string}} [options] `fresh`: the page answers a post
 */
export function leftPage({ fresh } = {}) {
  const window = new FakeWindow(globalThis.fetch);
  const { document } = window;
  /**
   * @param {string} tag
   * @param {Record<string, string>} attributes
   * @param {(FakeElement | string)[]} children
   */
  const element = (tag, attributes = {}, ...children) =>
    new FakeElement(document, tag, attributes, children);
  const head = element("head");
  const moves = { replaced: /** @type {string[]} */ ([]), reloads: 0 };
  Object.assign(document, { head, querySelector: document.body.querySelector.bind(document.body) });
  Object.assign(window, {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
  });
  Object.assign(window.location, {
    /** @param {string} href */
    replace: (href) => moves.replaced.push(href),
    reload: () => {
      moves.reloads += 1;
    },
  });
  if (fresh) document.body.setAttribute("data-fresh", fresh);
  document.body.append(
    element(
      "a",
      {
        id: "exit",
        href: "/ar/exit/",
        "data-away": "https://weather.example/",
        "data-clear": "/clear.css",
        "data-loading": "Loading",
      },
      element("span", { id: "exit-words" }),
    ),
    element("a", { id: "call", href: "tel:+358000" }),
    element("p", { id: "exit-cover", hidden: "" }),
    element("p", { id: "exit-count", "data-two": "two more", "data-one": "one more" }),
    element("dl", { id: "shown", "data-typed": "" }, element("dd", {}, "typed words")),
    element(
      "form",
      { id: "letter", method: "post" },
      element("input", { id: "hidden", type: "hidden", value: "typed words" }),
      element("input", { id: "contact", type: "text", value: "typed words" }),
      element("input", { id: "choice", type: "checkbox" }),
      element("textarea", { id: "message" }),
      element("p", { id: "count", class: "count" }, "89 left"),
    ),
  );
  /** @param {string} id */
  const byId = (id) => {
    const found = document.getElementById(id);
    if (!found) throw new Error(`no element ${id}`);
    return found;
  };
  byId("message").value = "typed words";
  byId("choice").checked = true;
  const fields = ["hidden", "contact", "message"].map(byId);
  const choice = byId("choice");
  const [shown, count] = [byId("shown"), byId("count")];
  return {
    window,
    document,
    byId,
    moves,
    /** The addresses of the style sheets that were asked for. */
    sheets: () => head.children.map((sheet) => sheet.getAttribute("href")),
    /** Whether all that was typed is still there, or none of it; a part of it is an error. */
    holds: () => {
      const held = [
        ...fields.map(({ value }) => value !== ""),
        choice.checked,
        shown.textContent !== "",
        count.textContent !== "",
      ];
      if (new Set(held).size > 1) throw new Error(`wiped in part: ${held}`);
      return held[0];
    },
  };
}
