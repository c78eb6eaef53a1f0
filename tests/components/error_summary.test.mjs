import assert from "node:assert/strict";
import { test } from "node:test";
import { PageMalformed } from "../../app/browser/errors.mjs";
import { readTexts } from "../../app/browser/texts.mjs";
import { ProblemList } from "../../app/frame/components/error_summary/error_summary.mjs";
import { dispatch } from "../browser/fake_dom.mjs";
import { asReal, sealedPage } from "../browser/sealed_page.mjs";

/** Return a problem list of the sealed page, and the page. */
function listOf(page = sealedPage()) {
  const [form, summary, list] = ["letter", "problems", "problems-list"].map((id) => page.byId(id));
  return {
    ...page,
    list: new ProblemList(asReal(form), asReal(summary), asReal(list), readTexts(asReal(form))),
  };
}

test("a field that is wrong says so, is described by it first, and by its hint still", () => {
  const { list, byId, document } = listOf();
  list.show([{ question: "message", code: "too_long", over: 3, limit: 100 }]);
  assert.equal(byId("q-message-error").textContent, "LIMIT 100 OVER 3");
  const beside = byId("q-message").parent?.children.map(({ id }) => id);
  assert.deepEqual(beside?.slice(-3), ["q-message-hint", "q-message-error", "q-message"]);
  assert.equal(
    byId("q-message").getAttribute("aria-describedby"),
    "q-message-error q-message-hint",
  );
  assert.equal(byId("q-message").getAttribute("aria-invalid"), "true");
  assert.equal(document.getElementById("q-contact-error"), null);
});

test("of several buttons the group is described, and no single one is called invalid", () => {
  const { list, byId } = listOf();
  list.show([{ question: "writer", code: "unknown_option", over: null, limit: null }]);
  assert.equal(byId("f-writer").getAttribute("aria-describedby"), "q-writer-error");
  assert.equal(byId("q-writer-for_me").getAttribute("aria-invalid"), null);
  assert.equal(byId("q-writer-error").textContent, "INVALID");
  const within = byId("f-writer").children.map(({ tag, id }) => id || tag);
  assert.deepEqual(within, ["legend", "q-writer-error", "div"]);
});

test("the way to a problem leads to its field and leaves no trace in the address", () => {
  const { list, byId, document } = listOf();
  list.show([{ question: "contact", code: "too_long", over: 1, limit: 10 }]);
  assert.equal(document.activeElement, byId("problems"));
  const [link] = byId("problems-list").children[0]?.children ?? [];
  assert.ok(link);
  assert.equal(link.textContent, "Contact");
  assert.equal(dispatch(link, "click").defaultPrevented, true);
  assert.equal(document.activeElement, byId("q-contact"));
});

test("problems are listed in the order of the page, whichever was found first", () => {
  const { list, byId } = listOf();
  const required = /** @type {const} */ ({ code: "required", over: null, limit: null });
  list.show([
    { question: "contact", ...required },
    { question: "message", ...required },
  ]);
  assert.deepEqual(
    byId("problems-list").children.map((item) => item.children[0]?.textContent),
    ["Message", "Contact"],
  );
});

test("cleared, the page is as it was", () => {
  const { list, byId, document } = listOf();
  list.show([{ question: "message", code: "required", over: null, limit: null }]);
  list.clear();
  assert.equal(byId("problems").hidden, true);
  assert.deepEqual(byId("problems-list").children, []);
  assert.equal(document.getElementById("q-message-error"), null);
  assert.equal(byId("q-message").getAttribute("aria-describedby"), "q-message-hint");
  assert.equal(byId("q-message").getAttribute("aria-invalid"), null);
});

test("a question with nothing to answer it with is refused", () => {
  const page = sealedPage();
  page.byId("q-contact").remove();
  assert.throws(() => listOf(page), PageMalformed);
});
