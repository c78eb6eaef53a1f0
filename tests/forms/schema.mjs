/**
 * Judges values by JSON Schemas, a line of JSON each: {"schema": …} sets the schema, {"value": …}
 * answers true or false.
 */

import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(new URL("../tools/package.json", import.meta.url));
const { default: Ajv } = require("ajv/dist/2020.js");

/** @type {(value: unknown) => boolean} */
let judge = () => false;
for await (const line of createInterface({ input: process.stdin })) {
  const { schema, value } = JSON.parse(line);
  if (schema) judge = new Ajv({ strict: true, strictRequired: false }).compile(schema);
  process.stdout.write(`${schema ? true : judge(value)}\n`);
}
