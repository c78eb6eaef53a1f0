import assert from "node:assert/strict";
import test from "node:test";
import { MAILBOX_BYTES, PROBLEMS } from "../../app/browser/constants.generated.mjs";
import { KeyringMalformed, KeyringUnavailable } from "../../app/browser/errors.mjs";
import { askMailbox, fetchKeyring, postEnvelope } from "../../app/browser/intake.mjs";

const ENVELOPE = new Uint8Array([1, 2, 3]);
const ID = "ab".repeat(32);
const MAILBOX_ID = new Uint8Array(16).fill(1);
const DATE = "Sun, 22 Nov 2026 10:00:00 GMT";
const PROBLEM_JSON = "application/problem+json";

/**
 * Return a fetch that gives this answer and notes what it was asked.
 *
 * @param {() => Response | Promise<Response>} answer
 */
function network(answer) {
  /** @type {{path: unknown, init: RequestInit}[]} */
  const requests = [];
  /** @type {typeof globalThis.fetch} */
  const fetch = async (path, init = {}) => {
    requests.push({ path, init });
    return answer();
  };
  return { fetch, requests };
}

/**
 * @param {string} code
 * @param {number} status
 * @param {string} [type]
 * @param {string} [prefix]
 */
function problem(code, status, type = PROBLEM_JSON, prefix = "urn:turva:problem:") {
  const body = JSON.stringify({ type: `${prefix}${code}`, title: "t", status });
  return new Response(body, { status, headers: { "Content-Type": type } });
}

/**
 * @param {unknown} body
 * @param {string} [type]
 * @param {number} [status]
 */
function created(body, type = "application/json", status = 201) {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": type } });
}

test("a post is the envelope and the serial, without cookie or redirect", async () => {
  const { fetch, requests } = network(() => created({ id: ID }));
  assert.deepEqual(await postEnvelope(fetch, ENVELOPE, 7), { kind: "arrived", id: ID });
  assert.equal(requests.length, 1);
  assert.equal(requests[0]?.path, "/api/envelopes");
  const { signal: _signal, ...init } = requests[0]?.init ?? {};
  assert.deepEqual(init, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream", "Keyring-Serial": "7" },
    body: ENVELOPE,
    credentials: "omit",
    redirect: "error",
  });
});

const RETRYABLE = { "stale-serial": "stale", closed: "closed" };
for (const [code, status] of Object.entries(PROBLEMS)) {
  test(`the intake's problem ${code} is understood`, async () => {
    const { fetch } = network(() => problem(code, status));
    const kind = /** @type {Record<string, string>} */ (RETRYABLE)[code];
    const expected = kind ? { kind } : { kind: "refused", code };
    assert.deepEqual(await postEnvelope(fetch, ENVELOPE, 1), expected);
  });
}

for (const [what, answer] of /** @type {[string, () => Response][]} */ ([
  ["a gateway's page", () => new Response("<h1>502</h1>", { status: 502 })],
  ["a sign-in page", () => new Response("<h1>Wi-Fi</h1>", { status: 200 })],
  ["a firewall's refusal", () => new Response("no", { status: 403 })],
  ["a problem of somebody else", () => problem("closed", 503, PROBLEM_JSON, "about:")],
  ["a problem in another type", () => problem("closed", 503, "application/json")],
  ["a problem with another's status", () => problem("closed", 422)],
  ["an unknown problem", () => problem("tired", 422)],
  ["a problem named like a part of objects", () => problem("constructor", 422)],
  ["a failing server", () => problem("failed", 500)],
  ["201 without id", () => created({})],
  ["201 with a number", () => created({ id: 5 })],
  ["201 with null", () => created(null)],
  ["201 as text", () => created({ id: ID }, "text/html")],
  ["200 with an id", () => created({ id: ID }, "application/json", 200)],
  [
    "201 cut short",
    () =>
      new Response('{"id":"ab', { status: 201, headers: { "Content-Type": "application/json" } }),
  ],
])) {
  test(`after ${what} nobody knows whether the envelope arrived`, async () => {
    assert.deepEqual(await postEnvelope(network(answer).fetch, ENVELOPE, 1), {
      kind: "unreachable",
    });
  });
}

test("a type with parameters and capitals is the same type", async () => {
  const { fetch } = network(() => created({ id: ID }, "Application/JSON; charset=utf-8"));
  assert.deepEqual(await postEnvelope(fetch, ENVELOPE, 1), { kind: "arrived", id: ID });
});

test("a network that fails is an outcome, not an error", async () => {
  const { fetch } = network(() => Promise.reject(new TypeError("failed to fetch")));
  assert.deepEqual(await postEnvelope(fetch, ENVELOPE, 1), { kind: "unreachable" });
});

test("an answer that breaks off is an outcome, not an error", async () => {
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error("cut")) });
  const { fetch } = network(() => new Response(body, { status: 201 }));
  assert.deepEqual(await postEnvelope(fetch, ENVELOPE, 1), { kind: "unreachable" });
});

/** @type {typeof globalThis.fetch} a network that never answers, until it is told to stop */
const silence = (_path, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
  });

test("a post is given up after 30 seconds", { timeout: 10_000 }, async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let outcome = null;
  const posting = postEnvelope(silence, ENVELOPE, 1).then((result) => {
    outcome = result;
  });
  t.mock.timers.tick(29_999);
  await new Promise(setImmediate);
  assert.equal(outcome, null);
  t.mock.timers.tick(1);
  await posting;
  assert.deepEqual(outcome, { kind: "unreachable" });
});

test("a body that never ends is given up too", { timeout: 10_000 }, async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  /** @type {typeof globalThis.fetch} */
  const fetch = async (_path, init) => {
    const body = new ReadableStream({
      start: (controller) => {
        init?.signal?.addEventListener("abort", () => controller.error(init.signal?.reason));
      },
    });
    return new Response(body, { status: 201 });
  };
  const posting = postEnvelope(fetch, ENVELOPE, 1);
  await new Promise(setImmediate);
  t.mock.timers.tick(30_000);
  assert.deepEqual(await posting, { kind: "unreachable" });
});

test("the keyring is asked for past every cache, and comes with the answer's clock", async () => {
  const date = "Sun, 22 Nov 2026 03:40:00 GMT";
  const { fetch, requests } = network(() => new Response("text — é", { headers: { Date: date } }));
  const answer = await fetchKeyring(fetch);
  assert.deepEqual(answer, { text: "text — é", date: new Date("2026-11-22T03:40:00Z") });
  assert.equal(requests[0]?.path, "/keyring.txt");
  const { signal: _signal, ...init } = requests[0]?.init ?? {};
  assert.deepEqual(init, { cache: "no-store", credentials: "omit", redirect: "error" });
});

for (const date of [undefined, "yesterday"]) {
  test(`an answer whose Date is ${date} has no clock`, async () => {
    const headers = new Headers(date ? { Date: date } : {});
    const { fetch } = network(() => new Response("text", { headers }));
    assert.equal((await fetchKeyring(fetch)).date, null);
  });
}

test("a keyring keeps its byte order mark, to be refused for it", async () => {
  const { fetch } = network(() => new Response("\ufefftext"));
  assert.equal((await fetchKeyring(fetch)).text, "\ufefftext");
});

test("a keyring that is no UTF-8 is malformed", async () => {
  const { fetch } = network(() => new Response(new Uint8Array([0xff])));
  await assert.rejects(fetchKeyring(fetch), KeyringMalformed);
});

for (const status of [404, 500, 502, 503]) {
  test(`after status ${status} no keyring could be had`, async () => {
    const { fetch } = network(() => new Response("", { status }));
    await assert.rejects(fetchKeyring(fetch), KeyringUnavailable);
  });
}

test("without a network no keyring could be had", async () => {
  const { fetch } = network(() => Promise.reject(new TypeError("failed to fetch")));
  await assert.rejects(fetchKeyring(fetch), KeyringUnavailable);
});

test("the keyring is given up after 15 seconds", { timeout: 10_000 }, async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const fetching = assert.rejects(fetchKeyring(silence), KeyringUnavailable);
  t.mock.timers.tick(15_000);
  await fetching;
});

test("the id of a mailbox stands in the body alone, and the answer is its bytes and its day", async () => {
  const bytes = new Uint8Array(MAILBOX_BYTES).fill(3);
  const headers = { "Content-Type": "application/octet-stream", Date: DATE };
  const { fetch, requests } = network(() => new Response(bytes, { headers }));
  const answer = await askMailbox(fetch, MAILBOX_ID);
  assert.ok(answer.kind === "answered");
  // Not compared by deepEqual: what it would say of so many bytes takes minutes to write.
  assert.equal(Buffer.compare(answer.bytes, bytes), 0);
  assert.deepEqual(answer.date, new Date(DATE));
  const { signal: _signal, ...init } = requests[0]?.init ?? {};
  assert.deepEqual(
    [requests.length, requests[0]?.path, init],
    [
      1,
      "/api/mailbox",
      {
        method: "POST",
        headers: { "Content-Type": "application/octet-stream" },
        body: MAILBOX_ID,
        credentials: "omit",
        redirect: "error",
      },
    ],
  );
});

for (const [what, answer] of /** @type {[string, () => Response][]} */ ([
  ["a page of this Wi-Fi", () => new Response("<h1>Sign in</h1>")],
  ["too few bytes", () => octets(MAILBOX_BYTES - 1)],
  ["other bytes", () => octets(MAILBOX_BYTES, 200, "text/html")],
  ["another status", () => octets(MAILBOX_BYTES, 203)],
  ["a problem of somebody else", () => problem("closed", 503, PROBLEM_JSON, "urn:else:")],
  ["a problem that makes no sense here", () => problem("stale-serial", 409)],
])) {
  test(`${what} in place of a mailbox is no answer`, async () => {
    const { fetch } = network(answer);
    assert.equal((await askMailbox(fetch, MAILBOX_ID)).kind, "unreachable");
  });
}

test("a service that is busy says so of a mailbox too", async () => {
  const { fetch } = network(() => problem("closed", 503));
  assert.deepEqual(await askMailbox(fetch, MAILBOX_ID), { kind: "closed" });
});

test("a mailbox that does not come is no answer", async () => {
  const { fetch } = network(() => Promise.reject(new TypeError("failed to fetch")));
  assert.deepEqual(await askMailbox(fetch, MAILBOX_ID), { kind: "unreachable" });
});

/**
 * @param {number} length
 * @param {number} [status]
 * @param {string} [type]
 */
function octets(length, status = 200, type = "application/octet-stream") {
  return new Response(new Uint8Array(length), { status, headers: { "Content-Type": type } });
}
