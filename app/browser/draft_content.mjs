/**
 * What a draft file says inside: one JSON object of form, version, language and answers as they were
 * read from the page, and spaces up to a bucket, so that the file's size tells only that. Whoever
 * opens it with a stock age can read it.
 */

import { BUCKET_STEP, BUCKETS } from "./constants.generated.mjs";
import { DraftRefused } from "./draft_errors.mjs";
import { normalise } from "./text.mjs";

/** What a draft is, in its first field. */
export const DRAFT_TYPE = "turva/draft/1";

const SPACE = 0x20;

/**
 * @typedef {Record<string, string | string[]>} Raw raw answers by the keys of questions
 * @typedef {{form: string, version: number, answers: Raw}} Draft
 * @typedef {{answers: Raw, said: "textFilled" | "textPartly" | "textEarlier"}} Fitted
 * @typedef {import("./sender.mjs").Form} Form
 */

/**
 * Return the content of a draft file: padded JSON in UTF-8.
 *
 * @param {Form} form
 * @param {Raw} answers
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function writeDraft({ form, version, language }, answers) {
  const given = Object.entries(answers).filter(([, { length }]) => length > 0);
  const draft = { draft: DRAFT_TYPE, form, version, language, answers: Object.fromEntries(given) };
  const text = new TextEncoder().encode(JSON.stringify(draft));
  const size =
    BUCKETS.find((bucket) => bucket >= text.length) ??
    Math.ceil(text.length / BUCKET_STEP) * BUCKET_STEP;
  const padded = new Uint8Array(size).fill(SPACE);
  padded.set(text);
  return padded;
}

/**
 * Return the draft in the content of a draft file, which may be anything that somebody sealed.
 *
 * @param {Uint8Array} content
 * @returns {Draft}
 * @throws {DraftRefused} it is no draft
 */
export function readDraft(content) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(content);
    const { draft, form, version, answers } = JSON.parse(text);
    const isOurs = draft === DRAFT_TYPE && typeof form === "string" && Number.isInteger(version);
    if (isOurs && Object.values(answers).every(isAnswer)) return { form, version, answers };
  } catch {
    // No UTF-8, no JSON, or something else than an object of answers.
  }
  throw new DraftRefused("textForeign");
}

/**
 * Return what of a draft has a place in a form, and which words say so.
 *
 * @param {Draft} draft
 * @param {Form} form
 * @returns {Fitted}
 * @throws {DraftRefused} it is another form's, or of a version that this page does not have yet
 */
export function fitDraft(draft, form) {
  if (draft.form !== form.form) throw new DraftRefused("textOther");
  if (draft.version > form.version) throw new DraftRefused("textNewer");
  /** @type {Raw} */
  const answers = {};
  let all = true;
  for (const [key, answer] of Object.entries(draft.answers)) {
    const question = form.questions.find((each) => each.key === key);
    const fitted = question ? fitAnswer(question, answer) : null;
    if (fitted) answers[key] = fitted;
    all &&= typeof answer === "string" ? fitted !== null : fitted?.length === answer.length;
  }
  if (!all) return { answers, said: "textPartly" };
  return { answers, said: draft.version < form.version ? "textEarlier" : "textFilled" };
}

/**
 * @param {import("./validate.mjs").Question} question
 * @param {string | string[]} answer
 * @returns {string | string[] | null} null if it has no place there
 */
function fitAnswer({ kind, options }, answer) {
  if (kind === "text") return typeof answer === "string" ? normalise(answer) : null;
  if (typeof answer === "string") return null;
  const known = answer.filter((value) => options.some((option) => option.value === value));
  return known.slice(0, kind === "choice" ? 1 : known.length);
}

/** @param {unknown} answer */
function isAnswer(answer) {
  if (typeof answer === "string") return true;
  return Array.isArray(answer) && answer.every((value) => typeof value === "string");
}
