/** The shared JSON vectors, as pytest reads them too. */

import { readFileSync } from "node:fs";

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {any} input
 * @property {{ok?: any, refused?: string}} expected
 */

/**
 * Return the cases of one file under tests/vectors/wire.
 *
 * @param {string} name
 * @returns {Case[]}
 */
export function wireCases(name) {
  return read(`wire/${name}.json`).cases;
}

/**
 * Return the vectors of `validate` and their questionnaires.
 *
 * @returns {{questionnaires: Record<string, any>, vectors: any[]}}
 */
export function validateVectors() {
  const { questionnaires, vectors } = read("forms/validate.json");
  const flat = Object.entries(questionnaires).map(([name, { sections, one_of: oneOf }]) => [
    name,
    { oneOf, questions: sections.flatMap((/** @type {any} */ section) => section.questions) },
  ]);
  return { questionnaires: Object.fromEntries(flat), vectors };
}

/**
 * Return the vectors of `outcome` and their questionnaires, as lists of questions.
 *
 * @returns {{questionnaires: Record<string, any[]>, vectors: any[]}}
 */
export function outcomeVectors() {
  const { questionnaires, vectors } = read("forms/outcome.json");
  const lists = Object.entries(questionnaires).map(([name, questions]) => [
    name,
    Object.entries(questions).map(([key, values]) => ({
      key,
      options: values.map((/** @type {string} */ value) => ({ value })),
    })),
  ]);
  return { questionnaires: Object.fromEntries(lists), vectors };
}

/**
 * @param {string} file
 * @returns {any}
 */
function read(file) {
  return JSON.parse(readFileSync(new URL(`../vectors/${file}`, import.meta.url), "utf8"));
}
