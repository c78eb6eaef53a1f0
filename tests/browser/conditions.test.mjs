import assert from "node:assert/strict";
import test from "node:test";
import { watchConditions } from "../../app/browser/conditions.mjs";
import { fillAnswers, readAnswers, readQuestionnaire } from "../../app/browser/questionnaire.mjs";
import { validate } from "../../app/browser/validate.mjs";
import { wipe } from "../../app/browser/wipe.mjs";
import { dispatch, FakeElement, FakeWindow } from "./fake_dom.mjs";
import { asReal } from "./sealed_page.mjs";

/** A form that asks by which way to answer, for the number only if by phone, and for a language. */
function page() {
  const { document } = new FakeWindow(async () => new Response());
  /**
   * @param {string} tag
   * @param {Record<string, string>} attributes
   * @param {FakeElement[]} children
   */
  const element = (tag, attributes, ...children) =>
    new FakeElement(document, tag, attributes, children);
  const ways = ["phone", "here"].map((value) =>
    element("input", { type: "radio", value, id: value }),
  );
  const options = ["", "so", "ar"].map((value) => element("option", { value }));
  const number = element("input", { type: "text", id: "number" });
  const when = JSON.stringify([{ question: "way", answers: ["phone"] }]);
  const form = element(
    "form",
    { id: "letter", "data-form": "f", "data-version": "1", "data-language": "en" },
    element("div", { "data-question": "way", "data-kind": "choice" }, ...ways),
    element(
      "div",
      { id: "asked", "data-question": "number", "data-kind": "text", "data-when": when },
      number,
    ),
    element(
      "div",
      { "data-question": "speaks", "data-kind": "choice" },
      element("select", { id: "list" }, ...options),
    ),
  );
  document.body.append(form);
  const byId = (/** @type {string} */ id) =>
    /** @type {FakeElement} */ (form.querySelector(`#${id}`));
  return { form, real: asReal(form), byId };
}

test("a question is shown while its condition holds, and what was typed stays", () => {
  const { form, real, byId } = page();
  watchConditions(real);
  assert.equal(byId("asked").hidden, true);
  byId("phone").checked = true;
  dispatch(form, "change");
  assert.equal(byId("asked").hidden, false);
  byId("number").value = "0401234567";
  byId("phone").checked = false;
  byId("here").checked = true;
  dispatch(form, "input");
  assert.equal(byId("asked").hidden, true);
  assert.equal(byId("number").value, "0401234567");
  assert.deepEqual(validate(readQuestionnaire(real), readAnswers(real)), {
    answers: { way: "here" },
  });
});

test("answers that nobody typed are looked at when told", () => {
  const { real, byId } = page();
  const show = watchConditions(real);
  fillAnswers(real, { way: ["phone"] });
  show();
  assert.equal(byId("asked").hidden, false);
  wipe(real);
  show();
  assert.equal(byId("asked").hidden, true);
});

test("a list gives what is chosen in it, and nothing where nothing is", () => {
  const { real, byId } = page();
  assert.deepEqual(
    readQuestionnaire(real).questions.map(({ options }) => options),
    [[{ value: "phone" }, { value: "here" }], [], [{ value: "so" }, { value: "ar" }]],
  );
  assert.deepEqual(readAnswers(real), { way: [], number: "", speaks: [] });
  byId("list").value = "ar";
  assert.deepEqual(readAnswers(real).speaks, ["ar"]);
});

test("a list is filled in another language's page, and emptied", () => {
  const { real, byId } = page();
  fillAnswers(real, { speaks: ["ar"] });
  assert.equal(byId("list").value, "ar");
  fillAnswers(real, {});
  assert.equal(byId("list").value, "");
  fillAnswers(real, { speaks: ["so"] });
  wipe(real);
  assert.deepEqual(readAnswers(real).speaks, []);
});
