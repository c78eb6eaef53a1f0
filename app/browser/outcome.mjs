/**
 * What is said at the end of "Check for yourself": the same rule as app/forms/outcome.py, by shared
 * vectors. It makes no number of the answers, and what it returns is never kept or sent.
 */

/** @typedef {"young" | "yes" | "unsure" | "otherwise"} Outcome */

const YOUNG = "under_18";
const YES = "yes";
const UNSURE = "not_sure";
const ENOUGH_UNSURE = 2;

/**
 * Return what the answers lead to; only questions that offer "not sure" count.
 *
 * @param {{key: string, options: {value: string}[]}[]} questions
 * @param {Map<string, string>} answers by the questions' keys
 * @returns {Outcome}
 */
export function outcome(questions, answers) {
  if (answers.get(YOUNG) === YES && questions.some(({ key }) => key === YOUNG)) return "young";
  const counting = questions.filter(counts).map(({ key }) => answers.get(key));
  if (counting.includes(YES)) return "yes";
  const unsure = counting.filter((answer) => answer === UNSURE);
  return unsure.length >= ENOUGH_UNSURE ? "unsure" : "otherwise";
}

/** @param {{options: {value: string}[]}} question */
function counts({ options }) {
  return options.some(({ value }) => value === UNSURE);
}
