/**
 * Says how many characters are left, once it matters and only when the typing pauses: an element with
 * aria-live that changed on every key would be read out on every key.
 */

import { controlsOf, number, questionsOf } from "../../../browser/questionnaire.mjs";
import { count, normalise } from "../../../browser/text.mjs";
import { fill } from "../../../browser/texts.mjs";

const PAUSE = 700;
const NEAR = 0.9;

/**
 * Keep the count of every question that has a limit, right below its field.
 *
 * @param {HTMLFormElement} form
 * @param {import("../../../browser/texts.mjs").Texts} texts
 */
export function watchLengths(form, texts) {
  for (const question of questionsOf(form)) {
    const [control] = controlsOf(question);
    if (!control || !("limit" in question.dataset)) continue;
    const limit = number(question, "limit");
    const place = form.ownerDocument.createElement("p");
    place.id = `${control.id}-count`;
    place.className = "count";
    place.setAttribute("aria-live", "polite");
    question.append(place);
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    control.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        place.textContent = lengthText(control.value, limit, texts);
      }, PAUSE);
    });
  }
}

/**
 * Return what is said of a text's length: nothing while it is far from its limit.
 *
 * @param {string} value
 * @param {number} limit code points
 * @param {Pick<import("../../../browser/texts.mjs").Texts, "textLeft" | "textOver">} texts
 * @returns {string}
 */
export function lengthText(value, limit, { textLeft, textOver }) {
  const length = count(normalise(value));
  if (length > limit) return fill(textOver, { n: length - limit });
  return length < limit * NEAR ? "" : fill(textLeft, { n: limit - length });
}
