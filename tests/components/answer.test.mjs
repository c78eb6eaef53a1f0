import assert from "node:assert/strict";
import test from "node:test";
import { answerElement } from "../../app/frame/components/answer/answer.mjs";
import { asReal, sealedPage } from "../browser/sealed_page.mjs";

/** @param {Partial<import("../../app/browser/mailbox.mjs").Answer>} [changes] */
function shown(changes = {}) {
  const { document } = sealedPage();
  document.getElementById("ar")?.setAttribute("dir", "rtl");
  const answer = {
    answer: "00".repeat(16),
    number: 1,
    day: "2026-11-22",
    language: "ar",
    text: "Hello.",
    ...changes,
  };
  return answerElement(asReal(document), answer, "TITLE");
}

test("an answer is text, and never anything else", () => {
  const text = "<b>bold</b>\n\n&amp; {{ 7 * 7 }}";
  const words = shown({ text }).querySelector(".answer-text");
  assert.equal(words?.textContent, text);
  assert.equal(words?.querySelector("b"), null);
});

test("it has a title of the page's, its day, its language and that language's direction", () => {
  const element = shown();
  assert.equal(element.querySelector(".answer-title")?.textContent, "TITLE");
  assert.equal(element.querySelector("time")?.getAttribute("datetime"), "2026-11-22");
  const words = element.querySelector(".answer-text");
  assert.deepEqual([words?.getAttribute("lang"), words?.getAttribute("dir")], ["ar", "rtl"]);
});

test("the direction of a language that the site has not is the text's own", () => {
  assert.equal(
    shown({ language: "fa" }).querySelector(".answer-text")?.getAttribute("dir"),
    "auto",
  );
});

for (const [text, numbers] of /** @type {[string, string[]][]} */ ([
  ["call +358 29 54 63 177 now", ["+358 29 54 63 177"]],
  ["اتصل على 040 123 456.", ["040 123 456"]],
  ["٠٤٠ ١٢٣", ["٠٤٠ ١٢٣"]],
  ["22.11.2026, 9.30-11.00", ["22.11.2026", "9.30-11.00"]],
  ["no 1 has 2\n3", []],
])) {
  test(`the numbers of ${JSON.stringify(text)} run from left to right, and nothing is lost`, () => {
    const words = shown({ text }).querySelector(".answer-text");
    const found = [...(words?.querySelectorAll("bdo") ?? [])];
    assert.deepEqual(
      found.map((each) => each.textContent),
      numbers,
    );
    assert.ok(found.every((each) => each.getAttribute("dir") === "ltr"));
    // The pretended page keeps words and elements apart, so not their order.
    assert.equal(words?.textContent?.length, text.length);
  });
}
