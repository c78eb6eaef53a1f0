/** The sealed page as write.mjs describes it, in the pretended browser. */

import { dispatch, FakeElement, FakeWindow } from "./fake_dom.mjs";

export const TEXTS = {
  "data-text-required": "REQUIRED",
  "data-text-nothing": "NOTHING",
  "data-text-too-long": "LIMIT {limit} OVER {over}",
  "data-text-invalid": "INVALID",
  "data-text-every": "EVERY",
  "data-text-one-of": "ONE OF",
  "data-text-change": "CHANGE",
  "data-text-left": "LEFT {n}",
  "data-text-over": "OVER {n}",
  "data-text-sending": "SENDING",
  "data-text-not-sent": "NOT SENT",
  "data-text-unknown": "UNKNOWN",
  "data-text-again": "AGAIN",
  "data-text-not-now": "NOT NOW",
  "data-text-closed": "CLOSED",
  "data-title-ready": "Write – Turva",
  "data-title-check": "Title: check",
  "data-title-error": "Title: error",
  "data-title-too-long": "Title: too long",
  "data-title-sending": "Title: sending",
  "data-title-not-sent": "Title: not sent",
  "data-title-unknown": "Title: unknown",
  "data-title-closed": "Title: closed",
  "data-title-arrived": "Title: arrived",
};

const BEFORE = ["groups", "unsent", "unknown"];

/** What is said beside the names of the languages. */
export const SAID = {
  "data-text-wait": "WAIT",
  "data-text-failed": "FAILED",
  "data-text-changed": "CHANGED",
  "data-text-kept": "KEPT",
};

/**
 * Return a window with the page in it, and its elements by id.
 *
 * @param {{fetch?: typeof globalThis.fetch, root?: string, form?: Record<string, string | undefined>}} [options]
 */
export function sealedPage({ fetch = async () => new Response(), root = "root", form = {} } = {}) {
  const window = new FakeWindow(fetch);
  const { document } = window;
  /**
   * @param {string} tag
   * @param {Record<string, string>} attributes
   * @param {(FakeElement | string)[]} children
   */
  const element = (tag, attributes, ...children) =>
    new FakeElement(document, tag, attributes, children);

  /**
   * @param {string} key
   * @param {Record<string, string>} attributes
   * @param {FakeElement[]} children
   */
  const question = (key, attributes, ...children) =>
    element("div", { class: "question", "data-question": key, ...attributes }, ...children);
  /** @param {string} key */
  const heading = (key) =>
    element(
      "h2",
      { id: `s-${key}` },
      element("span", { class: "quiet" }, "Part"),
      ` Title of ${key}`,
    );
  /**
   * @param {string} key
   * @param {string} kind
   * @param {string} type
   * @param {string[]} values
   */
  const choices = (key, kind, type, values) => {
    const buttons = values.map((value) =>
      element(
        "label",
        {},
        element("input", {
          type,
          name: key,
          value,
          id: `q-${key}-${value}`,
          "aria-describedby": `q-${key}-${value}-warning`,
        }),
        ` Label of ${value} `,
      ),
    );
    const legend = element("legend", {}, `Legend of ${key}`);
    const options = element("div", { class: "options" }, ...buttons);
    const fieldset = element("fieldset", { id: `f-${key}` }, legend, options);
    return question(key, { "data-kind": kind }, fieldset);
  };

  /**
   * @param {string} id
   * @param {Record<string, string>} attributes
   * @param {string[]} parts
   */
  const receiptPlace = (id, attributes, parts) =>
    element(
      "section",
      { id, class: "receipt", hidden: "", ...attributes },
      ...parts.map((part) =>
        element("p", { id: `${id}-${part}`, "data-receipt": part, "data-typed": "" }),
      ),
    );

  const attributes = {
    id: "letter",
    "data-form": "write",
    "data-version": "1",
    "data-language": "ar",
    "data-site": "turva.test",
    "data-root": root,
    "data-minimum-serial": "1",
    ...TEXTS,
    ...form,
  };
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const language = attributes["data-language"];
  const names = ["ar", "en", "fi"].map((lang) =>
    lang === language
      ? element("span", { lang, id: lang, "aria-current": "true" }, lang)
      : element("a", { lang, id: lang, href: `/${lang}/write/` }, lang),
  );
  document.documentElement.lang = language ?? "";
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
  document.body.append(
    element("a", { id: "exit", href: "/ar/exit/", "data-away": "https://away.test/" }, "Exit"),
    element("a", { id: "call", href: "tel:112" }, "112"),
    element("a", { id: "skip", href: "https://turva.test/ar/write/#main" }, "Skip"),
    element("a", { id: "way-out", href: "/ar/" }, "First page"),
    element(
      "nav",
      { id: "languages", ...SAID },
      ...names,
      element("div", { id: "languages-state" }),
    ),
    element(
      "form",
      /** @type {Record<string, string>} */ (Object.fromEntries(given)),
      element(
        "div",
        { id: "problems", hidden: "" },
        element("h2", {}, "Problems"),
        element("ul", { id: "problems-list" }),
      ),
      element("div", { id: "top" }, "What to know first"),
      element(
        "div",
        { id: "section-letter", "data-section": "letter" },
        heading("letter"),
        question(
          "message",
          { "data-kind": "text", "data-limit": "100", "data-required": "" },
          element("label", {}, " Message "),
          element("p", { id: "q-message-hint" }, "Hint"),
          element("textarea", { id: "q-message", "aria-describedby": "q-message-hint" }),
        ),
      ),
      element(
        "details",
        { id: "section-more", "data-section": "more" },
        element("summary", {}, heading("more")),
        choices("what_help", "several", "checkbox", ["talk", "papers"]),
        choices("writer", "choice", "radio", ["for_me", "for_someone"]),
        element("p", { id: "q-writer-for_someone-warning" }, "WARNING"),
        question(
          "contact",
          { "data-kind": "text", "data-limit": "10" },
          element("label", {}, "Contact"),
          element("input", { id: "q-contact", type: "text" }),
        ),
      ),
      element(
        "div",
        { id: "checking", hidden: "" },
        element("h2", { id: "checking-title" }, "Check"),
        element("div", { id: "checking-answers", "data-typed": "" }),
      ),
      element("div", { id: "plain-way" }, "Another way"),
      element("div", { id: "ending", hidden: "" }, receiptPlace("receipt", {}, BEFORE)),
      element("div", { id: "state" }),
      ...["continue", "check", "send"].map((id) =>
        element("button", { id, type: "submit", disabled: "" }, id),
      ),
      element("button", { id: "previous", type: "button", hidden: "" }, "Previous"),
    ),
    element(
      "section",
      { id: "arrived", hidden: "" },
      element("h2", { id: "arrived-title" }, "!"),
      element("p", { id: "fresh", "data-collected": "fresh", hidden: "" }),
      element("p", { id: "stale", "data-collected": "stale", hidden: "" }),
      element("span", { id: "day", "data-collected": "day" }),
      receiptPlace("receipt-kept", { "data-sent": "" }, ["groups", "until", "say", "hear"]),
    ),
    element(
      "div",
      { id: "leaving", hidden: "" },
      element("button", { id: "leaving-stay" }),
      element("button", { id: "leaving-go" }),
    ),
  );
  /** @param {string} id */
  const byId = (id) => {
    const found = document.getElementById(id);
    if (!found) throw new Error(`no element ${id}`);
    return found;
  };
  return { window, document, byId };
}

/**
 * Send what is written, as its writer does: go on to the view to check it in, if it is not there, and
 * press Send.
 *
 * @param {(id: string) => FakeElement} byId
 * @returns {import("./fake_dom.mjs").FakeEvent}
 */
export function send(byId) {
  if (byId("checking").hidden) dispatch(byId("letter"), "submit");
  return dispatch(byId("letter"), "submit");
}

/**
 * The pretended window and document under their real types, for the code under test.
 *
 * @param {unknown} pretended
 * @returns {any}
 */
export function asReal(pretended) {
  return pretended;
}
