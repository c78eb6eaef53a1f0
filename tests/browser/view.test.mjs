import assert from "node:assert/strict";
import test from "node:test";
import { PageMalformed } from "../../app/browser/errors.mjs";
import { readTexts } from "../../app/browser/texts.mjs";
import { PageView } from "../../app/browser/view.mjs";
import { watchLengths } from "../../app/frame/components/text_field/text_field.mjs";
import { dispatch } from "./fake_dom.mjs";
import { asReal, sealedPage, TEXTS } from "./sealed_page.mjs";

/** @typedef {import("../../app/browser/sender.mjs").State} State */

/** @type {State} */
const ARRIVED = {
  name: "arrived",
  letter: "0123456789abcdef0123456789abcdef",
  at: new Date(0),
};

/** @returns {ReturnType<typeof sealedPage> & {view: PageView}} */
function open() {
  const page = sealedPage();
  const view = new PageView(asReal(page.document));
  page.byId("q-message").value = "typed";
  return { ...page, view };
}

/** @type {[State, {send: string, ways: boolean, state: string[], title: string}][]} */
const SHOWN = [
  [{ name: "waiting" }, { send: "disabled", ways: true, state: [], title: "Title: check" }],
  [{ name: "ready" }, { send: "shown", ways: false, state: [], title: "Title: check" }],
  [
    { name: "problems", problems: [] },
    { send: "hidden", ways: false, state: [], title: "Title: error" },
  ],
  [
    { name: "problems", problems: [{ question: "message", code: "too_long", limit: 9, over: 1 }] },
    { send: "hidden", ways: false, state: [], title: "Title: too long" },
  ],
  [{ name: "sending" }, { send: "busy", ways: false, state: ["SENDING"], title: "Title: sending" }],
  [
    { name: "failed", known: "not-sent", notNow: false },
    { send: "shown", ways: true, state: ["NOT SENT", "AGAIN"], title: "Title: not sent" },
  ],
  [
    { name: "failed", known: "unknown", notNow: false },
    { send: "shown", ways: true, state: ["UNKNOWN", "AGAIN"], title: "Title: unknown" },
  ],
  [
    { name: "failed", known: "not-sent", notNow: true },
    { send: "shown", ways: true, state: ["NOT SENT", "NOT NOW"], title: "Title: not sent" },
  ],
  [
    { name: "closed", known: null },
    { send: "hidden", ways: true, state: ["CLOSED"], title: "Title: closed" },
  ],
  [
    { name: "closed", known: "unknown" },
    { send: "hidden", ways: true, state: ["CLOSED", "UNKNOWN"], title: "Title: closed" },
  ],
];

for (const [state, expected] of SHOWN) {
  test(`the page shows ${Object.values(state).join(" ")}, and the text stays`, () => {
    for (const [before] of SHOWN) {
      const { view, byId, document } = open();
      view.show(before);
      view.go("check");
      view.show(state);
      const button = byId("send");
      const busy = button.getAttribute("aria-disabled") === "true";
      const shown = busy ? "busy" : "shown";
      assert.deepEqual(
        {
          send: button.hidden ? "hidden" : button.disabled ? "disabled" : shown,
          ways: !byId("plain-way").hidden,
          state: byId("state").children.map(({ tag, textContent }) => {
            assert.equal(tag, "p");
            return textContent;
          }),
          title: document.title,
        },
        expected,
      );
      assert.equal(byId("q-message").value, "typed");
      assert.deepEqual([byId("letter").hidden, byId("arrived").hidden], [false, true]);
    }
  });
}

test("once the exit has emptied the page, nothing of what comes of a letter is shown", () => {
  const { view, document, byId } = open();
  document.title = "Loading";
  byId("letter").remove();
  view.show(ARRIVED);
  assert.equal(document.title, "Loading");
});

test("an arrival wipes the form, takes it away and goes to the heading", () => {
  const { view, byId, document } = open();
  byId("q-writer-for_me").checked = true;
  const form = asReal(byId("letter"));
  watchLengths(form, readTexts(form));
  byId("q-message-count").textContent = "LEFT 5";
  view.show({ name: "sending" });
  view.show(ARRIVED);
  assert.deepEqual([byId("letter").hidden, byId("arrived").hidden], [true, false]);
  assert.equal(byId("q-message").value, "");
  assert.equal(byId("q-writer-for_me").checked, false);
  assert.equal(byId("q-writer-for_me").value, "for_me");
  assert.equal(byId("q-message-count").textContent, "");
  assert.equal(document.activeElement, byId("arrived-title"));
  assert.equal(document.title, "Title: arrived");
  view.show({ name: "ready" });
  assert.deepEqual([byId("letter").hidden, byId("arrived").hidden], [false, true]);
  assert.equal(document.title, "Write – Turva");
});

test("problems stand beside their questions and in a list that has the focus", () => {
  const { view, byId, document } = open();
  view.show({
    name: "problems",
    problems: [
      { question: "message", code: "too_long", over: 3, limit: 100 },
      { question: "what_help", code: "unknown_option", over: null, limit: null },
      { question: "contact", code: "required", over: null, limit: null },
    ],
  });
  assert.equal(byId("problems").hidden, false);
  assert.equal(document.activeElement, byId("problems"));
  assert.deepEqual(
    byId("problems-list").children.map((item) => item.children.map((child) => child.textContent)),
    [
      ["Message", "LIMIT 100 OVER 3"],
      ["Legend of what_help", "INVALID"],
      ["Contact", "REQUIRED"],
    ],
  );
  assert.deepEqual(
    ["message", "what_help", "writer", "contact"].map((key) => {
      return document.getElementById(`q-${key}-error`)?.textContent ?? null;
    }),
    ["LIMIT 100 OVER 3", "INVALID", null, "REQUIRED"],
  );
  assert.equal(byId("q-message").getAttribute("aria-invalid"), "true");
  assert.equal(
    byId("q-message").getAttribute("aria-describedby"),
    "q-message-error q-message-hint",
  );
  assert.equal(byId("f-what_help").getAttribute("aria-describedby"), "q-what_help-error");
  assert.equal(byId("q-what_help-talk").getAttribute("aria-invalid"), null);
});

test("a problem's link leads to its field without touching the address", () => {
  const { view, byId, document } = open();
  const problems = [{ question: "what_help", code: "required", over: null, limit: null }];
  view.show({ name: "problems", problems: /** @type {any} */ (problems) });
  const link = byId("problems-list").children[0]?.children[0];
  assert.ok(link);
  assert.equal(link.href, "#q-what_help-talk");
  const click = dispatch(link, "click");
  assert.equal(click.defaultPrevented, true);
  assert.equal(document.activeElement, byId("q-what_help-talk"));
});

test("problems go when the next state comes", () => {
  const { view, byId, document } = open();
  const problems = [{ question: "message", code: "required", over: null, limit: null }];
  view.show({ name: "problems", problems: /** @type {any} */ (problems) });
  view.show({ name: "sending" });
  assert.equal(byId("problems").hidden, true);
  assert.equal(byId("problems-list").children.length, 0);
  assert.equal(document.getElementById("q-message-error"), null);
  assert.equal(byId("q-message").getAttribute("aria-invalid"), null);
  assert.equal(byId("q-message").getAttribute("aria-describedby"), "q-message-hint");
});

test("while sending nothing can be changed, and afterwards everything", () => {
  const { view, byId, document } = open();
  const change = asReal(document).createElement("button");
  view.review([change]);
  view.go("check");
  const locked = () => [
    byId("section-letter").hidden && byId("section-more").hidden,
    ...[byId("send"), byId("previous"), change].map(
      (button) => button.getAttribute("aria-disabled") === "true",
    ),
  ];
  view.show({ name: "sending" });
  assert.deepEqual(locked(), [true, true, true, true]);
  view.show({ name: "failed", known: "unknown", notNow: false });
  assert.deepEqual(locked(), [true, false, false, false]);
});

test("when the button goes, the focus goes to what is said instead", () => {
  const { view, byId, document } = open();
  view.show({ name: "closed", known: null });
  assert.equal(document.activeElement, null);
  view.show({ name: "closed", known: "not-sent" });
  assert.equal(document.activeElement, byId("state"));
});

for (const id of [
  "letter",
  "problems",
  "problems-list",
  "plain-way",
  "state",
  "send",
  "arrived",
  "arrived-title",
  "top",
  "check",
  "previous",
  "checking",
  "checking-answers",
  "checking-title",
  "ending",
  "q-message",
]) {
  test(`a page without ${id} is not used`, () => {
    const { byId, document } = sealedPage();
    const parent = byId(id).parent;
    assert.ok(parent);
    parent.children = parent.children.filter((child) => child.id !== id);
    assert.throws(() => new PageView(asReal(document)), PageMalformed);
  });
}

for (const name of Object.keys(TEXTS)) {
  test(`a page without ${name} is not used`, () => {
    const { document } = sealedPage({ form: { [name]: undefined } });
    assert.throws(() => new PageView(asReal(document)), PageMalformed);
  });
}
