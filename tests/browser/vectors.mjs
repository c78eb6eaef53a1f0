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
  return read("forms/validate.json");
}

/**
 * @param {string} file
 * @returns {any}
 */
function read(file) {
  return JSON.parse(readFileSync(new URL(`../vectors/${file}`, import.meta.url), "utf8"));
}
