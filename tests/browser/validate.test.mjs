import assert from "node:assert/strict";
import test from "node:test";
import { validate } from "../../app/browser/validate.mjs";
import { validateVectors } from "./vectors.mjs";

const { questionnaires, vectors } = validateVectors();

/**
 * Return the value with every {"repeat": …} and {"join": …} in it made into its text.
 *
 * @param {any} value
 * @returns {any}
 */
function expand(value) {
  if (Array.isArray(value)) return value.map(expand);
  if (typeof value !== "object" || value === null) return value;
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0] === "repeat") {
    return expand(value.repeat[0]).repeat(value.repeat[1]);
  }
  if (keys.length === 1 && keys[0] === "join") return value.join.map(expand).join("");
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, expand(each)]));
}

for (const { name, questionnaire, raw, files, answers, problems } of vectors) {
  test(name, () => {
    const result = validate(questionnaires[questionnaire], expand(raw), files);
    if (problems) {
      assert.deepEqual(result, { problems });
      return;
    }
    assert.deepEqual(result, { answers: expand(answers) });
    assert.deepEqual(Object.keys(result.answers ?? {}), Object.keys(answers));
  });
}

test("a question named like a part of every object is unanswered until it is answered", () => {
  const question = {
    key: "constructor",
    kind: "text",
    required: true,
    limit: null,
    options: [],
    when: [],
  };
  const questionnaire = /** @type {any} */ ({
    form: "odd",
    version: 1,
    questions: [question],
    oneOf: [],
  });
  assert.deepEqual(validate(questionnaire, {}), {
    problems: [{ question: "constructor", code: "required", over: null, limit: null }],
  });
  assert.deepEqual(validate(questionnaire, { constructor: "a" }), {
    answers: { constructor: "a" },
  });
});
