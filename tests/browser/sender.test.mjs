import assert from "node:assert/strict";
import test from "node:test";
import { KeyringForged, KeyringUnavailable } from "../../app/browser/errors.mjs";
import { ARRIVED, CLOSED, FORM, REFUSED, STALE, UNREACHABLE, World } from "./world.mjs";

/**
 * @typedef {import("../../app/browser/intake.mjs").Outcome} Outcome
 * @typedef {import("./world.mjs").Post} Post
 */

test("before the page is ready nothing is sent", async () => {
  const world = new World();
  await world.sender.submit();
  await world.sender.prepare();
  assert.deepEqual([world.states, world.fetches, world.posts], [[], 0, []]);
});

test("a letter is sealed, posted under its serial, and arrives", async () => {
  const world = World.ready({ keyrings: [4], fields: { message: "a\r\nb", writer: ["for_me"] } });
  await world.sender.submit();
  assert.deepEqual(world.states, ["ready", "sending", "arrived"]);
  assert.equal(world.posts.length, 1);
  const { serial, letter } = /** @type {Post} */ (world.posts[0]);
  assert.equal(serial, 4);
  assert.match(letter.letter, /^[0-9a-f]{32}$/);
  assert.deepEqual(
    { ...letter, letter: null },
    {
      wire: 3,
      letter: null,
      form: "write",
      version: 1,
      language: "ar",
      serial: 4,
      via: "sealed",
      written: "2026-11-22T03:40Z",
      marks: [],
      answers: { message: "a\nb", writer: "for_me" },
      attachments: [],
      return: { recipient: "", secret: "1" },
    },
  );
});

test("problems are shown and nothing is fetched or sent; then it works", async () => {
  const world = World.ready({ fields: { message: "x".repeat(23) } });
  await world.sender.submit();
  assert.deepEqual(world.state, {
    name: "problems",
    problems: [{ question: "message", code: "too_long", over: 3, limit: 20 }],
  });
  assert.deepEqual([world.fetches, world.posts.length], [0, 0]);
  world.fields = { message: "shorter" };
  await world.sender.submit();
  assert.equal(world.state.name, "arrived");
});

test("a double click sends one envelope", async () => {
  const world = World.ready();
  await Promise.all([world.sender.submit(), world.sender.submit(), world.sender.submit()]);
  await world.sender.submit();
  assert.deepEqual(world.states, ["ready", "sending", "arrived"]);
  assert.equal(world.posts.length, 1);
});

test("without an answer it is unknown whether it arrived, and the same bytes go again", async () => {
  const world = World.ready({ replies: [UNREACHABLE, UNREACHABLE, ARRIVED] });
  await world.sender.submit();
  assert.deepEqual(world.state, { name: "failed", known: "unknown", notNow: false });
  world.now = new Date("2026-11-22T09:00:00Z");
  await world.sender.submit();
  await world.sender.submit();
  assert.equal(world.state.name, "arrived");
  const [first, second, third] = world.posts;
  assert.deepEqual(second?.bytes, first?.bytes);
  assert.deepEqual(third?.bytes, first?.bytes);
  assert.equal(world.seals, 1);
});

test("a changed text is a new envelope of the same letter", async () => {
  const world = World.ready({ replies: [UNREACHABLE] });
  await world.sender.submit();
  world.fields = { message: "Hello again" };
  await world.sender.submit();
  const [first, second] = world.posts;
  assert.notDeepEqual(second?.bytes, first?.bytes);
  assert.equal(second?.letter.letter, first?.letter.letter);
  assert.equal(second?.letter.answers.message, "Hello again");
});

test("offline from the start: not sent, said so, and sent when the network is back", async () => {
  const world = World.ready({ keyrings: [new KeyringUnavailable("offline"), 1] });
  await world.sender.prepare();
  assert.deepEqual(world.states, ["ready"]);
  world.keyrings = [new KeyringUnavailable("offline"), new KeyringUnavailable("offline"), 1];
  await world.sender.submit();
  assert.deepEqual(world.state, { name: "failed", known: "not-sent", notNow: false });
  assert.equal(world.posts.length, 0);
  await world.sender.submit();
  assert.equal(world.state.name, "arrived");
});

for (const [outcome, notNow] of /** @type {[Outcome, boolean][]} */ ([
  [REFUSED, false],
  [CLOSED, true],
])) {
  test(`an intake that says ${outcome.kind} has kept nothing`, async () => {
    const world = World.ready({ replies: [outcome, ARRIVED] });
    await world.sender.submit();
    assert.deepEqual(world.state, { name: "failed", known: "not-sent", notNow });
    await world.sender.submit();
    assert.equal(world.state.name, "arrived");
  });

  test(`after a lost answer, ${outcome.kind} does not make it "not sent"`, async () => {
    const world = World.ready({ replies: [UNREACHABLE, outcome] });
    await world.sender.submit();
    await world.sender.submit();
    assert.deepEqual(world.state, { name: "failed", known: "unknown", notNow });
  });
}

test("an answer with another id is not taken for an arrival", async () => {
  const world = World.ready({ replies: [{ kind: "arrived", id: "00".repeat(32) }] });
  await world.sender.submit();
  assert.deepEqual(world.state, { name: "failed", known: "unknown", notNow: false });
});

test("a stale serial: the keyring is fetched, the same letter sealed anew and posted once more", async () => {
  const world = World.ready({ keyrings: [1, 2], replies: [STALE, ARRIVED] });
  await world.sender.submit();
  assert.deepEqual(world.states, ["ready", "sending", "arrived"]);
  const [first, second] = world.posts;
  assert.deepEqual([first?.serial, second?.serial], [1, 2]);
  assert.deepEqual([first?.letter.serial, second?.letter.serial], [1, 2]);
  assert.equal(second?.letter.letter, first?.letter.letter);
  assert.deepEqual(second?.letter.answers, first?.letter.answers);
});

test("a serial that stays stale is given up after the second post", async () => {
  const world = World.ready({ keyrings: [1, 2, 3], replies: [STALE] });
  await world.sender.submit();
  assert.equal(world.posts.length, 2);
  assert.deepEqual(world.state, { name: "failed", known: "not-sent", notNow: false });
});

test("a stale serial and no new keyring: not sent", async () => {
  const world = World.ready({ keyrings: [1, new KeyringUnavailable("gone")], replies: [STALE] });
  await world.sender.submit();
  assert.deepEqual(world.state, { name: "failed", known: "not-sent", notNow: false });
});

test("a stale serial and a forged keyring: the form closes, and nothing more is posted", async () => {
  const world = World.ready({ keyrings: [1, new KeyringForged("forged")], replies: [STALE] });
  await world.sender.submit();
  assert.deepEqual(world.state, { name: "closed", known: "not-sent" });
  await world.sender.submit();
  assert.equal(world.posts.length, 1);
});

test("a keyring that must not be used closes the form before anybody tried to send", async () => {
  const world = World.ready({ keyrings: [new KeyringForged("forged")] });
  await world.sender.prepare();
  assert.deepEqual(world.state, { name: "closed", known: null });
  await world.sender.submit();
  world.sender.ready();
  await world.sender.prepare();
  await world.sender.submit();
  assert.deepEqual([world.state.name, world.posts.length, world.fetches], ["closed", 0, 1]);
});

test("a person who sends before the bad keyring came is told once, and more", async () => {
  const world = World.ready({ keyrings: [new KeyringForged("forged")] });
  await Promise.all([world.sender.prepare(), world.sender.submit()]);
  assert.deepEqual(world.states, ["ready", "sending", "closed"]);
  assert.deepEqual(world.state, { name: "closed", known: "not-sent" });
  assert.equal(world.posts.length, 0);
});

test("sealing that does not work closes the form", async () => {
  const world = World.ready({ sealingFails: true });
  await world.sender.submit();
  assert.deepEqual(world.state, { name: "closed", known: "not-sent" });
  assert.equal(world.posts.length, 0);
});

test("sealing that does not work is found out beforehand", async () => {
  const world = World.ready({ sealingFails: true });
  await world.sender.prepare();
  assert.deepEqual(world.state, { name: "closed", known: null });
});

test("a network that breaks in an unknown way leaves the doubt", async () => {
  const breaking = () => Promise.reject(new Error("unheard of"));
  const world = World.ready({ replies: [breaking] });
  await world.sender.submit();
  assert.deepEqual(world.state, { name: "closed", known: "unknown" });
});

test("preparing fetches the keyring once, seals nothing once, and posts nothing", async () => {
  const world = World.ready();
  await Promise.all([world.sender.prepare(), world.sender.prepare()]);
  await world.sender.prepare();
  assert.deepEqual([world.fetches, world.seals, world.posts.length], [1, 1, 0]);
  await world.sender.submit();
  assert.deepEqual([world.fetches, world.seals, world.posts.length], [1, 2, 1]);
  assert.deepEqual(world.states, ["ready", "sending", "arrived"]);
});

test("a letter that is already being sealed is not held up by a rehearsal", async () => {
  const world = World.ready();
  await Promise.all([world.sender.prepare(), world.sender.submit()]);
  assert.deepEqual([world.fetches, world.seals, world.state.name], [2, 1, "arrived"]);
});

test("whoever comes after has a letter of their own", async () => {
  const world = World.ready({ replies: [UNREACHABLE, CLOSED] });
  await world.sender.submit();
  world.sender.reset();
  assert.deepEqual(world.state, { name: "ready" });
  await world.sender.submit();
  const [first, second] = world.posts;
  assert.notEqual(second?.letter.letter, first?.letter.letter);
  assert.notDeepEqual(second?.bytes, first?.bytes);
  // What is not known of the first letter says nothing of the second.
  assert.deepEqual(world.state, { name: "failed", known: "not-sent", notNow: true });
});

test("after an arrival the next letter is another one", async () => {
  const world = World.ready();
  await world.sender.submit();
  world.sender.reset();
  await world.sender.submit();
  assert.notEqual(world.posts[1]?.letter.letter, world.posts[0]?.letter.letter);
});

test("a letter whose writer has left arrives unseen and under its own id", async () => {
  const world = World.ready({ fields: { message: "first" } });
  const sending = world.sender.submit();
  world.sender.reset();
  world.fields = { message: "second" };
  const other = world.sender.submit();
  await Promise.all([sending, other]);
  assert.deepEqual(world.states, ["ready", "sending", "ready", "sending", "arrived"]);
  const letters = Object.fromEntries(
    world.posts.map(({ letter }) => [letter.answers.message, letter.letter]),
  );
  assert.deepEqual(Object.keys(letters).sort(), ["first", "second"]);
  assert.notEqual(letters.first, letters.second);
});

test("a form that has closed stays closed when its writer leaves", async () => {
  const world = World.ready();
  world.sender.close();
  world.sender.reset();
  await world.sender.submit();
  assert.deepEqual([world.state.name, world.posts.length], ["closed", 0]);
});

test("a page that is left before it is ready is still waiting", () => {
  const world = new World();
  world.sender.reset();
  assert.deepEqual(world.states, []);
  world.sender.ready();
  assert.equal(world.state.name, "ready");
});

/** @typedef {import("../../app/browser/sender.mjs").State} State */

/**
 * Go on in English, on another view.
 *
 * @param {World} world
 */
function goOnInEnglish(world) {
  /** @type {State[]} */
  const shown = [];
  const view = {
    read: () => world.fields,
    show: (/** @type {State} */ state) => {
      shown.push(state);
    },
    showReceipt: (/** @type {any} */ receipt, /** @type {string} */ known) => {
      world.receipt = receipt && { ...receipt, known };
    },
  };
  world.sender.moveTo(view, { ...FORM, language: "en" });
  return shown;
}

test("a letter that surely did not arrive goes again in the language it is sent from", async () => {
  const world = World.ready({ replies: [CLOSED, ARRIVED] });
  await world.sender.submit();
  const shown = goOnInEnglish(world);
  assert.deepEqual(shown, [{ name: "failed", known: "not-sent", notNow: true }]);
  await world.sender.submit();
  const [first, second] = world.posts;
  assert.deepEqual([first?.letter.language, second?.letter.language], ["ar", "en"]);
  assert.equal(second?.letter.letter, first?.letter.letter);
  assert.deepEqual(
    shown.map(({ name }) => name),
    ["failed", "sending", "arrived"],
  );
});

test("a letter in doubt goes again as it is, whatever the language", async () => {
  const world = World.ready({ replies: [UNREACHABLE, ARRIVED] });
  await world.sender.submit();
  goOnInEnglish(world);
  await world.sender.submit();
  const [first, second] = world.posts;
  assert.deepEqual(second?.bytes, first?.bytes);
});
