import assert from "node:assert/strict";
import test from "node:test";
import { Acknowledgement } from "../../app/frame/components/acknowledgement/acknowledgement.mjs";
import { startPrinting } from "../../app/frame/components/receipt/print.mjs";
import { dispatch, FakeElement } from "../browser/fake_dom.mjs";
import { asReal, sealedPage } from "../browser/sealed_page.mjs";

/** Arrived by the service's clock, whatever day it is here; in Finland it is the next day. */
const LETTER = {
  letter: "30a1f2c4d5e6f708192a3b4c5d6e7f80",
  at: new Date("2024-02-29T23:59:00Z"),
};

function open() {
  const { window, document } = sealedPage({ form: { "data-language": "en" } });
  /**
   * @param {string} tag
   * @param {Record<string, string>} attributes
   * @param {(FakeElement | string)[]} children
   */
  const element = (tag, attributes, ...children) =>
    new FakeElement(document, tag, attributes, children);
  const [day, reference] = ["day", "reference"].map((name) =>
    element("bdi", { "data-acknowledged": name, "data-typed": "" }),
  );
  assert.ok(day && reference);
  const place = element(
    "section",
    { id: "acknowledgement", hidden: "" },
    element("p", { "data-printed": "" }, "This was a referral."),
    element("p", { "data-printed": "" }, day),
    element("p", { "data-printed": "" }, reference),
    element("p", {}, "You can put it in your files."),
    element("button", { "data-print": "acknowledgement", "data-title": "Note" }),
  );
  document.body.append(place);
  return { window, document, place, day, reference, shown: new Acknowledgement(asReal(document)) };
}

test("it says the day and how staff find the letter, and goes again", () => {
  const { shown, place, day, reference } = open();
  shown.show(LETTER);
  assert.equal(place.hidden, false);
  assert.equal(reference.textContent, "30a1 f2c4");
  assert.equal(day.textContent, "March 1, 2024");
  shown.show(null);
  assert.deepEqual([place.hidden, day.textContent, reference.textContent], [true, "", ""]);
});

test("a page that has no place for it shows nothing", () => {
  const { document } = sealedPage();
  new Acknowledgement(asReal(document)).show(LETTER);
  assert.equal(document.getElementById("acknowledgement"), null);
});

test("what is marked in it is printed, and nothing else of the page", () => {
  const { window, document, shown, place } = open();
  shown.show(LETTER);
  /** @type {string[][]} */
  const printed = [];
  /** @param {string} selector of two parts, as print.mjs asks for them */
  const inPlace = (selector) => {
    const [id, what] = selector.split(/ (.*)/);
    if (id !== "#acknowledgement") throw new Error(selector);
    return what === "[data-printed]" ? place.querySelectorAll("[data-printed]") : [];
  };
  Object.assign(document, { querySelectorAll: inPlace });
  Object.assign(window, {
    print: () => {
      const card = document.body.children.at(-1);
      printed.push(card?.children.map((line) => line.textContent) ?? []);
    },
  });
  startPrinting(asReal(window));
  const button = place.querySelector("button");
  assert.ok(button);
  const title = document.title;
  dispatch(button, "click");
  assert.equal(printed.length, 1);
  assert.deepEqual([printed[0]?.[0], printed[0]?.[2]], ["This was a referral.", "30a1 f2c4"]);
  assert.equal(printed[0]?.length, 3);
  assert.equal(document.title, "Note");
  dispatch(window, "afterprint");
  assert.equal(document.title, title);
  assert.equal(document.body.children.at(-1)?.id, "acknowledgement");
});
