/** "Check for yourself" as check.mjs describes it, in the pretended browser. */

import { FakeElement, FakeWindow } from "./fake_dom.mjs";
import { SAID } from "./sealed_page.mjs";

export const SCRIPT = "/assets/write-0123456789ab.js";
const ANSWERS = ["yes", "not_sure", "no", "skip"];

/** The questions of each part. */
const PARTS = [["under_18", "pay"], ["move", "talk"], ["threats"]];

/**
 * Return a window with the page in it. `form`: other data attributes, undefined takes one away; `without`:
 * the id of an element that is missing.
 *
 * @param {{form?: Record<string, string | undefined>, without?: string}} [options]
 */
export function checkPage({ form = {}, without = "" } = {}) {
  const window = new FakeWindow(async () => new Response());
  const { document } = window;
  window.location.href = "https://turva.test/ar/check/";
  /**
   * @param {string} tag
   * @param {Record<string, string>} attributes
   * @param {(FakeElement | string)[]} children
   */
  const element = (tag, attributes, ...children) =>
    new FakeElement(document, tag, attributes, children);

  /**
   * @param {string} key
   * @param {number} step
   */
  const question = (key, step) => {
    const values = ANSWERS.filter((value) => key !== "under_18" || value !== "not_sure");
    const labels = values.map((value) =>
      element(
        "label",
        {},
        element("input", { type: "radio", id: `q-${key}-${value}`, value }),
        ` ${value.toUpperCase()} `,
      ),
    );
    const attributes = { "data-question": key, "data-kind": "choice", "data-step": `${step}` };
    return element("div", attributes, element("legend", {}, ` ${key}? `), ...labels);
  };

  const parts = PARTS.flatMap((keys, index) => {
    const step = index + 1;
    const attributes = { id: `part-${step}`, "data-step": `${step}`, "data-title": `Part ${step}` };
    return [element("h2", attributes), ...keys.map((key) => question(key, step))];
  });
  const outcomes = ["young", "yes", "unsure", "otherwise", "stopped"].map((name) =>
    element("div", { id: `outcome-${name}`, "data-outcome": name }, name),
  );
  const take = element(
    "div",
    { id: "take", hidden: "" },
    element("div", { id: "take-state", "data-text-wait": "WAIT", "data-text-failed": "FAILED" }),
    element("button", { id: "take-along", type: "button" }),
  );
  const attributes = {
    id: "check",
    "data-form": "check",
    "data-version": "1",
    "data-language": "ar",
    "data-site": "turva.test",
    "data-root": "root",
    "data-minimum-serial": "1",
    "data-write": "/ar/write/",
    "data-script": SCRIPT,
    ...form,
  };
  const language = attributes["data-language"] ?? "";
  const names = ["ar", "en"].map((lang) =>
    lang === language
      ? element("span", { lang, id: lang, "aria-current": "true" }, lang)
      : element("a", { lang, id: lang, href: `/${lang}/check/` }, lang),
  );
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  document.documentElement.lang = language;
  document.body.append(
    element("a", { id: "exit", href: "/ar/exit/", "data-away": "https://away.test/" }, "Exit"),
    element("a", { id: "call", href: "tel:112" }, "112"),
    element(
      "nav",
      { id: "languages", ...SAID },
      ...names,
      element("div", { id: "languages-state" }),
    ),
    element(
      "form",
      /** @type {Record<string, string>} */ (Object.fromEntries(given)),
      element("div", { id: "intro", "data-step": "0", "data-title": "Questions" }),
      ...parts,
      element(
        "section",
        { id: "end", "data-step": `${PARTS.length + 1}`, "data-title": "End" },
        ...outcomes,
        take,
      ),
      element(
        "div",
        { id: "check-ways", hidden: "" },
        ...["on", "back", "stop", "again"].map((name) =>
          element("button", { id: `check-${name}` }),
        ),
      ),
    ),
  );
  if (without) document.getElementById(without)?.remove();
  /** @param {string} id */
  const byId = (id) => {
    const found = document.getElementById(id);
    if (!found) throw new Error(`no element ${id}`);
    return found;
  };
  return { window, document, byId };
}
