/**
 * The answers of a letter as they will be sent, on the sealed page: the same as macro.html makes on the
 * plain one, and a way back to each part. Questions and options are called what the form calls them.
 */

import { inOrder } from "../../../browser/digits.mjs";
import {
  attribute,
  controlsOf,
  labelOf,
  questionsOf,
  textOf,
} from "../../../browser/questionnaire.mjs";

/** @typedef {import("../../../browser/validate.mjs").Answers} Answers */

/**
 * Return what stands on the page for each part of the form in which something was answered.
 *
 * @param {HTMLElement[]} sections
 * @param {Answers} answers
 * @param {string} word on the button that leads back
 * @param {(section: HTMLElement) => void} change goes back to a part
 * @returns {HTMLElement[]}
 */
export function listAnswers(sections, answers, word, change) {
  return sections.flatMap((section) => {
    const items = questionsOf(section).flatMap((question) =>
      listQuestion(question, answers[attribute(question, "question")]),
    );
    const id = `answers-${attribute(section, "section")}`;
    const back = () => change(section);
    const list = section.ownerDocument.createElement("dl");
    list.append(...items);
    return items.length > 0 ? [listPart(section, id, list, word, back)] : [];
  });
}

/**
 * Return what stands on the page for the files that go along, called as their sender called them.
 *
 * @param {HTMLElement} field where files are chosen
 * @param {string[]} names
 * @param {string} word on the button that leads back
 * @param {() => void} change goes back there
 * @returns {HTMLElement}
 */
export function listFiles(field, names, word, change) {
  const { ownerDocument } = field;
  const list = textElement(ownerDocument, "ul", "", { class: "ways" });
  list.append(...names.map((name) => textElement(ownerDocument, "li", name, { translate: "no" })));
  return listPart(field, "answers-files", list, word, change);
}

/**
 * @param {HTMLElement} place of the same part in the form
 * @param {string} id
 * @param {HTMLElement} list
 * @param {string} word on the button that leads back
 * @param {() => void} change
 * @returns {HTMLElement}
 */
function listPart(place, id, list, word, change) {
  const document = place.ownerDocument;
  const heading = place.querySelector("h2");
  const part = textElement(document, "div", "", { class: "answers" });
  const button = textElement(document, "button", word, {
    type: "button",
    class: "button button-second",
    id: `${id}-change`,
  });
  if (heading) {
    part.append(textElement(document, "h3", textOf(heading), { class: "answers-title", id }));
    // "Change", and what: in the words of any language.
    button.setAttribute("aria-labelledby", `${id}-change ${id}`);
  }
  button.addEventListener("click", change);
  part.append(list, button);
  return part;
}

/**
 * @param {Document} document
 * @param {string} tag
 * @param {string} text
 * @param {Record<string, string>} [attributes]
 * @returns {HTMLElement}
 */
function textElement(document, tag, text, attributes = {}) {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/**
 * @param {HTMLElement} question
 * @param {string | string[] | undefined} answer
 * @returns {HTMLElement[]}
 */
function listQuestion(question, answer) {
  if (answer === undefined) return [];
  const { ownerDocument } = question;
  const asked = textElement(ownerDocument, "dt", labelOf(question));
  if (question.dataset.kind !== "text") return [asked, ...listChosen(question, [answer].flat())];
  const typed = textElement(ownerDocument, "dd", "", { translate: "no" });
  typed.append(...inOrder(ownerDocument, [answer].flat().join()));
  return [asked, typed];
}

/**
 * Return all that was chosen, one by one, then once what is said to who chooses it: nobody sends unwarned.
 *
 * @param {HTMLElement} question
 * @param {string[]} values
 * @returns {HTMLElement[]}
 */
function listChosen(question, values) {
  const { ownerDocument } = question;
  const controls = controlsOf(question);
  const list = controls.find((control) => control.matches("select"));
  const offered = list ? [...list.querySelectorAll("option")] : controls;
  const chosen = offered.filter(({ value }) => values.includes(value));
  const named = chosen.map((option) => {
    const name = list ? option : option.closest("label");
    const answer = textElement(ownerDocument, "dd", name?.textContent?.trim() ?? "");
    // Languages are called by their own names.
    if (list && name?.lang) answer.lang = name.lang;
    return answer;
  });
  const said = chosen.map((option) =>
    ownerDocument.getElementById(option.getAttribute("aria-describedby") ?? ""),
  );
  const texts = new Set(said.flatMap((warning) => (warning ? [warning.textContent ?? ""] : [])));
  const warnings = [...texts].map((text) =>
    textElement(ownerDocument, "dd", text, { class: "warning" }),
  );
  return [...named, ...warnings];
}
