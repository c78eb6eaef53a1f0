import assert from "node:assert/strict";
import test from "node:test";
import { DRAFT_TYPE, fitDraft, readDraft, writeDraft } from "../../app/browser/draft_content.mjs";
import { DraftRefused } from "../../app/browser/draft_errors.mjs";

/** @type {any} */
const FORM = {
  form: "referral",
  version: 2,
  language: "ar",
  oneOf: [],
  questions: [
    { key: "told", kind: "text", options: [] },
    { key: "reach", kind: "choice", options: [{ value: "phone" }, { value: "email" }] },
    { key: "risk", kind: "several", options: [{ value: "person" }, { value: "others" }] },
  ],
};
const ANSWERS = { told: "a\r\nä 😀", reach: ["phone"], risk: ["person", "others"] };

/** @param {string} text */
const bytes = (text) => new TextEncoder().encode(text);

/**
 * @param {import("../../app/browser/draft_errors.mjs").Reason} said
 * @param {() => unknown} act
 */
function refused(said, act) {
  assert.throws(act, (error) => error instanceof DraftRefused && error.said === said);
}

test("what was written is read again, but for what is not answered", () => {
  const content = writeDraft(FORM, { ...ANSWERS, more: "", others: [] });
  assert.deepEqual(readDraft(content), { form: "referral", version: 2, answers: ANSWERS });
});

test("the size tells only a bucket", () => {
  const size = (/** @type {number} */ length) =>
    writeDraft(FORM, { told: "x".repeat(length) }).length;
  assert.deepEqual(
    [0, 1, 3900, 4096, 16_200, 65_400, 65_536, 131_072].map(size),
    [4096, 4096, 4096, 16_384, 16_384, 65_536, 131_072, 196_608],
  );
});

test("the content is JSON that anybody can read", () => {
  const draft = JSON.parse(new TextDecoder().decode(writeDraft(FORM, ANSWERS)));
  assert.deepEqual(draft, {
    draft: DRAFT_TYPE,
    form: "referral",
    version: 2,
    language: "ar",
    answers: ANSWERS,
  });
});

for (const content of [
  "",
  "{",
  "null",
  "[]",
  '"turva/draft/1"',
  '{"draft":"turva/draft/2","form":"a","version":1,"answers":{}}',
  '{"draft":"turva/draft/1","form":1,"version":1,"answers":{}}',
  '{"draft":"turva/draft/1","form":"a","version":"1","answers":{}}',
  '{"draft":"turva/draft/1","form":"a","version":1}',
  '{"draft":"turva/draft/1","form":"a","version":1,"answers":null}',
  '{"draft":"turva/draft/1","form":"a","version":1,"answers":{"a":1}}',
  '{"draft":"turva/draft/1","form":"a","version":1,"answers":{"a":[1]}}',
]) {
  test(`no draft is ${content}`, () => refused("textForeign", () => readDraft(bytes(content))));
}

test("bytes that are no text are no draft", () => {
  refused("textForeign", () => readDraft(new Uint8Array([0xff, 0xfe])));
});

/** @param {Record<string, unknown>} changed */
const draft = (changed = {}) =>
  /** @type {any} */ ({ form: "referral", version: 2, answers: ANSWERS, ...changed });

test("a draft of the same version is filled in, normalised", () => {
  assert.deepEqual(fitDraft(draft(), FORM), {
    answers: { ...ANSWERS, told: "a\nä 😀" },
    said: "textFilled",
  });
});

test("a draft that needs no change is filled in", () => {
  assert.equal(fitDraft(draft({ answers: { told: "a" } }), FORM).said, "textFilled");
});

test("a draft of an earlier version is filled in, and that is said", () => {
  assert.equal(fitDraft(draft({ version: 1, answers: { told: "a" } }), FORM).said, "textEarlier");
});

for (const [why, answers, kept] of /** @type {const} */ ([
  ["a question that is gone", { gone: "a", told: "a" }, { told: "a" }],
  ["an option that is gone", { risk: ["person", "gone"] }, { risk: ["person"] }],
  ["two options where one is chosen", { reach: ["phone", "email"] }, { reach: ["phone"] }],
  ["a text where an option is chosen", { reach: "phone" }, {}],
  ["options where a text is written", { told: ["a"] }, {}],
  ["a key of every object", JSON.parse('{"__proto__":"a"}'), {}],
])) {
  test(`${why}: left out, and that is said`, () => {
    const fitted = fitDraft(draft({ answers }), FORM);
    assert.deepEqual({ ...fitted.answers }, kept);
    assert.equal(fitted.said, "textPartly");
  });
}

test("a draft of another form, or of a newer version, is refused", () => {
  refused("textOther", () => fitDraft(draft({ form: "consultation" }), FORM));
  refused("textNewer", () => fitDraft(draft({ version: 3 }), FORM));
});
