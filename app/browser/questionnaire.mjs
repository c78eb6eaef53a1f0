/**
 * The questionnaire as the page shows it: its questions and what has been answered. The page is made
 * from the same questionnaire as the server's, so this only reads, and judges nothing.
 */

import { PageMalformed } from "./errors.mjs";

/**
 * @typedef {import("./validate.mjs").Question} Question
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control
 */

const CONTROLS = "textarea, input, select";

/**
 * Return the form's questionnaire and its language.
 *
 * @param {HTMLFormElement} form
 * @returns {import("./sender.mjs").Form}
 * @throws {PageMalformed} an attribute is missing
 */
export function readQuestionnaire(form) {
  const questions = questionsOf(form).map(readQuestion);
  if (questions.length === 0) throw new PageMalformed("the form has no question");
  return {
    form: attribute(form, "form"),
    version: number(form, "version"),
    language: attribute(form, "language"),
    questions,
    oneOf: JSON.parse(form.dataset.oneOf ?? "[]"),
  };
}

/**
 * Return the form's answers as they are now, for `validate`.
 *
 * @param {HTMLFormElement} form
 * @returns {Record<string, string | string[]>}
 */
export function readAnswers(form) {
  const entries = questionsOf(form).map((element) => {
    const controls = controlsOf(element);
    const isText = element.dataset.kind === "text";
    const value = isText
      ? (controls[0]?.value ?? "")
      : controls.filter(isChosen).map((chosen) => chosen.value);
    return [attribute(element, "question"), value];
  });
  return Object.fromEntries(entries);
}

/**
 * Tell whether anything is typed or chosen.
 *
 * @param {HTMLFormElement} form
 * @returns {boolean}
 */
export function hasAnswers(form) {
  return Object.values(readAnswers(form)).some(({ length }) => length > 0);
}

/**
 * Type and choose what `readAnswers` read from the same form in another language.
 *
 * @param {HTMLFormElement} form
 * @param {Record<string, string | string[]>} answers
 */
export function fillAnswers(form, answers) {
  for (const element of questionsOf(form)) {
    const answer = answers[attribute(element, "question")] ?? "";
    for (const control of controlsOf(element)) {
      if (typeof answer === "string") control.value = answer;
      else if (control.matches("select")) control.value = answer[0] ?? "";
      else if ("checked" in control) control.checked = answer.includes(control.value);
    }
  }
}

/**
 * Return the elements of all questions, in their order.
 *
 * @param {HTMLElement} form or a part of it
 * @returns {HTMLElement[]}
 */
export function questionsOf(form) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-question]"))];
}

/**
 * Return what a question is answered with: one field or list, or several buttons.
 *
 * @param {HTMLElement} question
 * @returns {Control[]}
 */
export function controlsOf(question) {
  return [.../** @type {NodeListOf<Control>} */ (question.querySelectorAll(CONTROLS))];
}

/**
 * Return a data attribute that the page must have.
 *
 * @param {HTMLElement} element
 * @param {string} name as in `dataset`
 * @returns {string}
 * @throws {PageMalformed} it has not
 */
export function attribute(element, name) {
  const value = element.dataset[name];
  if (value === undefined) throw new PageMalformed(`an element lacks its data attribute ${name}`);
  return value;
}

/**
 * Return a data attribute that must be a whole number above 0.
 *
 * @param {HTMLElement} element
 * @param {string} name as in `dataset`
 * @returns {number}
 * @throws {PageMalformed} it is not
 */
export function number(element, name) {
  const value = attribute(element, name);
  if (!/^[1-9][0-9]{0,8}$/.test(value)) throw new PageMalformed(`${name} is a number above 0`);
  return Number(value);
}

/**
 * @param {HTMLElement} element
 * @returns {Question}
 */
function readQuestion(element) {
  const kind = attribute(element, "kind");
  if (kind !== "text" && kind !== "choice" && kind !== "several") {
    throw new PageMalformed(`no question is of the kind ${kind}`);
  }
  const controls = controlsOf(element);
  if (controls.length === 0) throw new PageMalformed("a question has nothing to answer with");
  return {
    key: attribute(element, "question"),
    kind,
    required: "required" in element.dataset,
    limit: "limit" in element.dataset ? number(element, "limit") : null,
    options: kind === "text" ? [] : optionsOf(controls),
    every: "every" in element.dataset,
    when: JSON.parse(element.dataset.when ?? "[]"),
  };
}

/**
 * @param {Control[]} controls of one question
 * @returns {{value: string}[]}
 */
function optionsOf(controls) {
  const [first] = controls;
  const offered = first?.matches("select") ? [...first.querySelectorAll("option")] : controls;
  return offered.map(({ value }) => ({ value })).filter(({ value }) => value !== "");
}

/** @param {Control} control */
function isChosen(control) {
  return control.matches("select") ? control.value !== "" : "checked" in control && control.checked;
}

/**
 * Return what a question asks, in the form's own words.
 *
 * @param {HTMLElement} question
 * @returns {string}
 */
export function labelOf(question) {
  const label = question.querySelector("legend") ?? question.querySelector("label");
  return label ? textOf(label) : "";
}

/**
 * Return what a heading or label says, without what stands beside it.
 *
 * @param {Element} element
 * @returns {string}
 */
export function textOf(element) {
  const beside = element.querySelector(".optional, .quiet")?.textContent ?? "";
  return (element.textContent ?? "").replace(beside, "").trim();
}
