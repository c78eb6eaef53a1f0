/**
 * What the page says to the intake: fetch keyring and notice, post an envelope (WIRE §8, §10, §13). Every answer
 * is put into one of a few outcomes; whatever is not surely an answer of the intake is
 * "unreachable", as nobody knows whether the envelope arrived.
 */

import {
  ENVELOPE_MEDIA_TYPE,
  ENVELOPES_PATH,
  KEYRING_PATH,
  MAILBOX_BYTES,
  MAILBOX_PATH,
  NOTICE_PATH,
  PROBLEM_MEDIA_TYPE,
  PROBLEM_TYPE,
  PROBLEMS,
  SERIAL_HEADER,
} from "./constants.generated.mjs";
import {
  KeyringMalformed,
  KeyringUnavailable,
  NoticeMalformed,
  NoticeUnavailable,
} from "./errors.mjs";

const TEXT_TIMEOUT = 15_000;
const POST_TIMEOUT = 30_000;
const MAILBOX_TIMEOUT = 30_000;

/**
 * @typedef {{kind: "arrived", id: string}
 *   | {kind: "stale"}
 *   | {kind: "refused", code: string}
 *   | {kind: "closed"}
 *   | {kind: "unreachable"}} Outcome
 *
 * @typedef {{kind: "answered", bytes: Uint8Array<ArrayBuffer>, date: Date | null}
 *   | {kind: "closed"}
 *   | {kind: "unreachable"}} Found
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {Headers} headers
 * @property {ArrayBuffer} body
 */

/**
 * Return the keyring's text and the day by the answer's own clock.
 *
 * @param {typeof globalThis.fetch} fetch
 * @returns {Promise<{text: string, date: Date | null}>}
 * @throws {KeyringUnavailable} there is no answer in time, or not one that holds a keyring
 * @throws {KeyringMalformed} the answer is no UTF-8
 */
export async function fetchKeyring(fetch) {
  const { text, date } = await fetchText(fetch, KEYRING_PATH, KeyringUnavailable);
  if (text === null) throw new KeyringMalformed("the keyring is not UTF-8");
  return { text, date };
}

/**
 * Return the notice's text and the day by the answer's own clock.
 *
 * @param {typeof globalThis.fetch} fetch
 * @returns {Promise<{text: string, date: Date | null}>}
 * @throws {NoticeUnavailable} there is no answer in time, or not one that holds a notice
 * @throws {NoticeMalformed} the answer is no UTF-8
 */
export async function fetchNotice(fetch) {
  const { text, date } = await fetchText(fetch, NOTICE_PATH, NoticeUnavailable);
  if (text === null) throw new NoticeMalformed("the notice is not UTF-8");
  return { text, date };
}

/**
 * Post an envelope that was sealed under the keyring of this serial.
 *
 * @param {typeof globalThis.fetch} fetch
 * @param {Uint8Array<ArrayBuffer> | Blob} envelope
 * @param {number} serial
 * @returns {Promise<Outcome>} never rejects
 */
export async function postEnvelope(fetch, envelope, serial) {
  const headers = { "Content-Type": ENVELOPE_MEDIA_TYPE, [SERIAL_HEADER]: String(serial) };
  const request = { method: "POST", headers, body: envelope };
  const answer = await ask(fetch, ENVELOPES_PATH, request, POST_TIMEOUT);
  return answer ? classify(answer) : { kind: "unreachable" };
}

/**
 * Ask for the answers that wait under an id; what comes may be nothing but random bytes.
 *
 * @param {typeof globalThis.fetch} fetch
 * @param {Uint8Array<ArrayBuffer>} id 16 bytes, which stand in the body alone
 * @returns {Promise<Found>} never rejects
 */
export async function askMailbox(fetch, id) {
  const headers = { "Content-Type": ENVELOPE_MEDIA_TYPE };
  const request = { method: "POST", headers, body: id };
  const answer = await ask(fetch, MAILBOX_PATH, request, MAILBOX_TIMEOUT);
  if (!answer) return { kind: "unreachable" };
  const bytes = new Uint8Array(answer.body);
  const isMailbox = mediaType(answer) === ENVELOPE_MEDIA_TYPE && bytes.length === MAILBOX_BYTES;
  if (answer.status === 200 && isMailbox) {
    return { kind: "answered", bytes, date: parseDate(answer.headers.get("Date")) };
  }
  return { kind: classify(answer).kind === "closed" ? "closed" : "unreachable" };
}

/**
 * @param {Answer} answer
 * @returns {Outcome}
 */
function classify(answer) {
  const { status, body } = answer;
  const type = mediaType(answer);
  const value = parseObject(body);
  if (status === 201 && type === "application/json" && typeof value.id === "string") {
    return { kind: "arrived", id: value.id };
  }
  const code = String(value.type ?? "");
  if (type !== PROBLEM_MEDIA_TYPE || !code.startsWith(PROBLEM_TYPE)) return { kind: "unreachable" };
  return refusal(code.slice(PROBLEM_TYPE.length), status);
}

/**
 * @param {Answer} answer
 * @returns {string | undefined}
 */
function mediaType({ headers }) {
  return headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
}

/**
 * @param {string} code
 * @param {number} status
 * @returns {Outcome}
 */
function refusal(code, status) {
  /** @type {Record<string, number>} */
  const problems = PROBLEMS;
  if (problems[code] !== status) return { kind: "unreachable" };
  if (code === "stale-serial") return { kind: "stale" };
  return code === "closed" ? { kind: "closed" } : { kind: "refused", code };
}

/**
 * Return the whole answer, or null if none came in time.
 *
 * @param {typeof globalThis.fetch} fetch
 * @param {string} path
 * @param {RequestInit} request
 * @param {number} timeout milliseconds
 * @returns {Promise<Answer | null>}
 */
async function ask(fetch, path, request, timeout) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeout);
  try {
    const response = await fetch(path, {
      ...request,
      credentials: "omit",
      redirect: "error",
      signal: controller.signal,
    });
    const { status, headers } = response;
    return { status, headers, body: await response.arrayBuffer() };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {typeof globalThis.fetch} fetch
 * @param {string} path
 * @param {typeof KeyringUnavailable | typeof NoticeUnavailable} Unavailable what is thrown when nothing came
 * @returns {Promise<{text: string | null, date: Date | null}>} text null: it is no UTF-8
 */
async function fetchText(fetch, path, Unavailable) {
  const answer = await ask(fetch, path, { cache: "no-store" }, TEXT_TIMEOUT);
  if (answer?.status !== 200) throw new Unavailable("nothing came: try again");
  return { text: decode(answer.body), date: parseDate(answer.headers.get("Date")) };
}

/**
 * @param {ArrayBuffer} body
 * @returns {string | null}
 */
function decode(body) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null;
  }
}

/**
 * @param {ArrayBuffer} body
 * @returns {Record<string, unknown>} empty if the body is no JSON object
 */
function parseObject(body) {
  try {
    const value = JSON.parse(new TextDecoder().decode(body));
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

/**
 * @param {string | null} header
 * @returns {Date | null}
 */
function parseDate(header) {
  const date = new Date(header ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}
