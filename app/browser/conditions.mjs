/**
 * Questions that are only asked for some answers to others: shown as soon as they are asked. What was
 * typed into one that no longer is stays there, out of sight, and never travels (`validate`).
 */

import { attribute, questionsOf, readAnswers, readQuestionnaire } from "./questionnaire.mjs";
import { askedOf } from "./validate.mjs";

/**
 * Show the questions of a form that are asked, and no others, now and with each answer.
 *
 * @param {HTMLFormElement} form
 * @returns {() => void} does it anew, for answers that nobody typed
 */
export function watchConditions(form) {
  const questionnaire = readQuestionnaire(form);
  const questions = questionsOf(form);
  const show = () => {
    const asked = askedOf(questionnaire, readAnswers(form));
    for (const question of questions) question.hidden = !asked.has(attribute(question, "question"));
  };
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  show();
  return show;
}
