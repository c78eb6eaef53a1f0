import assert from "node:assert/strict";
import test from "node:test";
import { PageMalformed } from "../../app/browser/errors.mjs";
import { readAnswers, readQuestionnaire } from "../../app/browser/questionnaire.mjs";
import { asReal, sealedPage } from "./sealed_page.mjs";

/** Of a question that is always asked and needs no whole list. */
const PLAIN = { every: false, when: [] };

test("the questionnaire is read from the page, in its order", () => {
  const { byId } = sealedPage();
  assert.deepEqual(readQuestionnaire(asReal(byId("letter"))), {
    form: "write",
    version: 1,
    language: "ar",
    questions: [
      { key: "message", kind: "text", required: true, limit: 100, options: [], ...PLAIN },
      {
        key: "what_help",
        kind: "several",
        required: false,
        limit: null,
        options: [{ value: "talk" }, { value: "papers" }],
        ...PLAIN,
      },
      {
        key: "writer",
        kind: "choice",
        required: false,
        limit: null,
        options: [{ value: "for_me" }, { value: "for_someone" }],
        ...PLAIN,
      },
      { key: "contact", kind: "text", required: false, limit: 10, options: [], ...PLAIN },
    ],
    oneOf: [],
  });
});

test("answers are what stands in the fields, untouched", () => {
  const { byId } = sealedPage();
  const form = asReal(byId("letter"));
  assert.deepEqual(readAnswers(form), { message: "", what_help: [], writer: [], contact: "" });
  byId("q-message").value = " a\r\n ";
  byId("q-what_help-papers").checked = true;
  byId("q-what_help-talk").checked = true;
  byId("q-writer-for_me").checked = true;
  assert.deepEqual(readAnswers(form), {
    message: " a\r\n ",
    what_help: ["talk", "papers"],
    writer: ["for_me"],
    contact: "",
  });
});

for (const attribute of ["data-form", "data-version", "data-language"]) {
  test(`a form without ${attribute} is not used`, () => {
    const { byId } = sealedPage({ form: { [attribute]: undefined } });
    assert.throws(() => readQuestionnaire(asReal(byId("letter"))), PageMalformed);
  });
}

for (const version of ["", "0", "1.5", "one"]) {
  test(`a form of version "${version}" is not used`, () => {
    const { byId } = sealedPage({ form: { "data-version": version } });
    assert.throws(() => readQuestionnaire(asReal(byId("letter"))), PageMalformed);
  });
}

for (const [what, spoil] of /** @type {[string, (question: any) => void][]} */ ([
  ["of an unknown kind", (question) => question.setAttribute("data-kind", "date")],
  ["without a kind", (question) => question.removeAttribute("data-kind")],
  ["whose limit is no number", (question) => question.setAttribute("data-limit", "many")],
  ["without a field", (question) => question.replaceChildren()],
])) {
  test(`a question ${what} is not used`, () => {
    const { byId } = sealedPage();
    spoil(byId("q-message").parent);
    assert.throws(() => readQuestionnaire(asReal(byId("letter"))), PageMalformed);
  });
}

test("a form without questions is not used", () => {
  const { byId } = sealedPage();
  byId("letter").replaceChildren();
  assert.throws(() => readQuestionnaire(asReal(byId("letter"))), PageMalformed);
});
