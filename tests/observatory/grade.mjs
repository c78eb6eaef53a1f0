/**
 * Grades one page with the MDN HTTP Observatory's own rules, as its scanner does, but at any port:
 *
 *     node grade.mjs <http port> <https port> <path>
 *
 * It prints {"grade", "score", "failed": [names of rules]}. The certificate must be trusted.
 */

const observatory = new URL(
  "../tools/node_modules/@mdn/mdn-http-observatory/src/",
  import.meta.url,
);
const part = (/** @type {string} */ name) => import(new URL(name, observatory).href);
const [{ ALL_TESTS }, { MINIMUM_SCORE_FOR_EXTRA_CREDIT }, grader, { retrieve }] = await Promise.all(
  ["constants.js", "grader/charts.js", "grader/grader.js", "retriever/retriever.js"].map(part),
);

const [httpPort, httpsPort, path] = process.argv.slice(2);
const retrieved = await retrieve("localhost", {
  httpPort: Number(httpPort),
  httpsPort: Number(httpsPort),
  path,
});
if (!retrieved.responses.auto) throw new Error("nothing answers there");

const results = ALL_TESTS.map((/** @type {Function} */ test) => test(retrieved));
const changes = results.map((/** @type {{result: string}} */ each) =>
  each.result ? grader.getScoreModifier(each.result) : 0,
);
const sum = (/** @type {number[]} */ of) => of.reduce((total, each) => total + each, 100);
const plain = sum(changes.filter((/** @type {number} */ each) => each < 0));
const score = plain >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? sum(changes) : plain;
const failed = results
  .filter((/** @type {{pass: boolean}} */ each) => !each.pass)
  .map((/** @type {{constructor: {name: string}}} */ each) => each.constructor.name);
process.stdout.write(JSON.stringify({ ...grader.getGradeForScore(score), failed }));
