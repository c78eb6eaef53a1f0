import assert from "node:assert/strict";
import test from "node:test";
import { outcome } from "../../app/browser/outcome.mjs";
import { outcomeVectors } from "./vectors.mjs";

const { questionnaires, vectors } = outcomeVectors();

for (const { name, questionnaire, answers, outcome: expected } of vectors) {
  test(name, () => {
    const found = outcome(questionnaires[questionnaire] ?? [], new Map(Object.entries(answers)));
    assert.equal(found, expected);
  });
}
