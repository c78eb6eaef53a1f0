/**
 * What is a valid answer: the same results as app/forms/validate.py, by shared vectors. It never
 * trims or repairs what a person typed beyond `normalise`; a problem carries ids and numbers, never
 * text for people.
 */

import { count, normalise } from "./text.mjs";

const BLANK = /^\p{White_Space}*$/u;

/**
 * @typedef {object} Question
 * @property {string} key
 * @property {"text" | "choice" | "several"} kind
 * @property {boolean} required
 * @property {number | null} limit code points
 * @property {{value: string}[]} options
 * @property {boolean} every all options must be chosen
 * @property {Condition[]} when all must hold, or it is not asked
 *
 * @typedef {{question: string, answers: string[]}} Condition on an earlier question
 *
 * @typedef {object} Questionnaire
 * @property {string} form
 * @property {number} version
 * @property {Question[]} questions
 * @property {string[][]} oneOf of each of these groups of questions at least one must be answered
 *
 * @typedef {"required" | "too_long" | "unknown_option" | "unknown_question" | "several_values"
 *   | "every" | "one_of" | "nothing"} Code
 *
 * @typedef {object} Problem
 * @property {string} question
 * @property {Code} code
 * @property {number | null} over for `too_long` alone, like limit
 * @property {number | null} limit
 *
 * @typedef {import("./letter.mjs").Answers} Answers
 * @typedef {{value: string | string[], problem?: undefined} | {problem: Problem}} Checked
 */

/**
 * Return the answers in `raw`, or every problem with them. White space alone, "" and [] mean
 * unanswered. What was answered to a question that is not asked is left out.
 *
 * @param {Questionnaire} questionnaire
 * @param {Record<string, unknown>} raw
 * @param {boolean} [files] whether files go with the letter: then it may say nothing else
 * @returns {{answers: Answers, problems?: undefined} | {problems: Problem[]}}
 */
export function validate(questionnaire, raw, files = false) {
  const { answers, problems, asked } = judge(questionnaire, raw);
  const answered = [...Object.keys(answers), ...problems.map(({ question }) => question)];
  problems.push(...unanswered(questionnaire, asked, answered));
  const known = new Set(questionnaire.questions.map(({ key }) => key));
  for (const key of Object.keys(raw)) {
    if (!known.has(key)) problems.push(problem(normalise(key), "unknown_question"));
  }
  const [first] = questionnaire.questions;
  if (first && problems.length === 0 && Object.keys(answers).length === 0 && !files) {
    problems.push(problem(first.key, "nothing"));
  }
  return problems.length > 0 ? { problems } : { answers };
}

/**
 * Return the keys of the questions that are asked, as far as they are answered.
 *
 * @param {Questionnaire} questionnaire
 * @param {Record<string, unknown>} raw
 * @returns {Set<string>}
 */
export function askedOf(questionnaire, raw) {
  return new Set(judge(questionnaire, raw).asked.map(({ key }) => key));
}

/**
 * Judge each question by itself, from the first to the last.
 *
 * @param {Questionnaire} questionnaire
 * @param {Record<string, unknown>} raw
 * @returns {{answers: Answers, problems: Problem[], asked: Question[]}}
 */
function judge(questionnaire, raw) {
  /** @type {Answers} */
  const answers = {};
  /** @type {Problem[]} */
  const problems = [];
  const asked = questionnaire.questions.filter((question) => {
    if (!isAsked(question, answers)) return false;
    const { key } = question;
    const given = members(Object.hasOwn(raw, key) ? raw[key] : []);
    const checked = CHECKS[question.kind](question, given);
    if (checked.problem) problems.push(checked.problem);
    else if (question.every && checked.value.length < question.options.length) {
      problems.push(problem(key, "every"));
    } else if (checked.value.length > 0) answers[key] = checked.value;
    else if (question.required) problems.push(problem(key, "required"));
    return true;
  });
  return { answers, problems, asked };
}

/**
 * Tell whether a question is asked, given the answers to those before it.
 *
 * @param {Question} question
 * @param {Answers} answered
 * @returns {boolean}
 */
function isAsked({ when }, answered) {
  return when.every(({ question, answers }) =>
    members(Object.hasOwn(answered, question) ? answered[question] : []).some((member) =>
      answers.includes(/** @type {string} */ (member)),
    ),
  );
}

/**
 * @param {Questionnaire} questionnaire
 * @param {Question[]} asked
 * @param {string[]} answered
 * @returns {Problem[]}
 */
function unanswered({ oneOf }, asked, answered) {
  const keys = asked.map(({ key }) => key);
  return oneOf.flatMap((group) => {
    const open = group.filter((key) => keys.includes(key));
    const [first] = open;
    return first && !open.some((key) => answered.includes(key)) ? [problem(first, "one_of")] : [];
  });
}

const CHECKS = { text: checkText, choice: checkChoice, several: checkSeveral };

/**
 * @param {unknown} value
 * @returns {unknown[]}
 */
function members(value) {
  return Array.isArray(value) ? value : [value];
}

/**
 * @param {Question} question
 * @param {unknown[]} given
 * @returns {Checked}
 */
function checkText(question, given) {
  const [only = ""] = given;
  if (given.length > 1 || typeof only !== "string") {
    return { problem: problem(question.key, "several_values") };
  }
  const text = normalise(only);
  if (BLANK.test(text)) return { value: "" };
  const over = question.limit === null ? 0 : count(text) - question.limit;
  if (over > 0) {
    return { problem: { question: question.key, code: "too_long", over, limit: question.limit } };
  }
  return { value: text };
}

/**
 * @param {Question} question
 * @param {unknown[]} given
 * @returns {Checked}
 */
function checkChoice(question, given) {
  if (given.filter((member) => member !== "").length > 1) {
    return { problem: problem(question.key, "several_values") };
  }
  const checked = checkSeveral(question, given);
  return checked.problem ? checked : { value: checked.value[0] ?? "" };
}

/**
 * @param {Question} question
 * @param {unknown[]} given
 * @returns {Checked}
 */
function checkSeveral(question, given) {
  const options = question.options.map(({ value }) => value);
  const offered = new Set(["", ...options]);
  if (!given.every((member) => typeof member === "string" && offered.has(member))) {
    return { problem: problem(question.key, "unknown_option") };
  }
  return { value: options.filter((option) => given.includes(option)) };
}

/**
 * @param {string} question
 * @param {Code} code
 * @returns {Problem}
 */
function problem(question, code) {
  return { question, code, over: null, limit: null };
}
