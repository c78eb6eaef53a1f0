import assert from "node:assert/strict";
import test from "node:test";
import { fromBase64 } from "../../app/browser/encoding.mjs";
import { KeyringForged, KeyringUnavailable } from "../../app/browser/errors.mjs";
import { Reader } from "../../app/browser/reader.mjs";
import { wireCases } from "./vectors.mjs";

const { input, expected } = /** @type {import("./vectors.mjs").Case} */ (
  wireCases("mailbox").find(({ input, expected }) => input.object && expected.ok?.answers.length)
);
const { receipt, site, today } = input;
const OBJECT = fromBase64(input.object) ?? new Uint8Array();
const REPLY = fromBase64(input.reply) ?? new Uint8Array();
const OTHER = new Uint8Array(32).fill(9);
const DATE = new Date(`${today}T12:00:00Z`);
const FILLER = new Uint8Array(OBJECT.length).fill(7);

/** @param {Uint8Array<ArrayBuffer>} bytes */
const found = (bytes, date = DATE) => ({ kind: /** @type {const} */ ("answered"), bytes, date });

/** A page, a network and a clock, all of them pretended; deriving and opening are real. */
class World {
  typed = receipt;
  /** @type {(Uint8Array | Error)[]} what each keyring says, the last one for ever */
  replyKeys = [REPLY];
  /** @type {import("../../app/browser/intake.mjs").Found[]} the last one for ever */
  answers = [found(OBJECT)];
  now = DATE;
  fetches = 0;
  /** @type {Uint8Array[]} */
  asked = [];
  /** @type {any} */
  state = null;
  /** @type {string[]} */
  states = [];
  /** @type {string[]} */
  focused = [];
  /** @type {any} */
  #keyring = null;
  view = {
    read: () => this.typed,
    show: (/** @type {any} */ state) => {
      this.state = state;
      this.states.push(state.name);
    },
    focus: (/** @type {any} */ { name }) => this.focused.push(name),
  };
  reader = new Reader(
    {
      site,
      keyrings: {
        current: async () => this.#keyring ?? this.#fetch(),
        refresh: () => this.#fetch(),
      },
      ask: async (id) => {
        this.asked.push(id);
        const place = Math.min(this.asked.length, this.answers.length) - 1;
        return this.answers[place] ?? { kind: "unreachable" };
      },
      clock: () => this.now,
    },
    this.view,
  );

  async #fetch() {
    const replyKey = this.replyKeys[Math.min(this.fetches, this.replyKeys.length - 1)];
    this.fetches += 1;
    await new Promise(setImmediate);
    if (replyKey instanceof Error) throw replyKey;
    this.#keyring = { replyKey };
    return this.#keyring;
  }

  /** @param {Partial<World>} changes */
  static ready(changes = {}) {
    const world = Object.assign(new World(), changes);
    world.reader.ready();
    return world;
  }
}

test("the right digits bring the answers, and the keys with which to write again", async () => {
  const world = World.ready();
  await world.reader.submit();
  assert.deepEqual(world.states, ["ready", "opening", "opened"]);
  assert.deepEqual(world.state.mailbox.answers, expected.ok.answers);
  assert.deepEqual(
    world.state.call.map((/** @type {string} */ digits) => digits.length),
    [3, 3],
  );
  assert.equal(world.reader.keys.secret.length, 32);
  assert.deepEqual(
    world.asked.map((id) => id.length),
    [16],
  );
  assert.deepEqual(world.focused, ["opened"]);
});

for (const [what, typed, code] of [
  ["a letter among them", `${receipt.slice(0, 24)}x`, "receipt-character"],
  ["one missing", receipt.slice(1), "receipt-length"],
  ["nothing at all", "", "receipt-length"],
  ["a wrong one", receipt.slice(0, 24) + ((Number(receipt[24]) + 1) % 10), "receipt-check"],
]) {
  test(`digits with ${what} are told before anything is asked or fetched`, async () => {
    const world = World.ready({ typed });
    await world.reader.submit();
    assert.deepEqual(world.state, { name: "mistyped", code });
    assert.deepEqual([world.asked.length, world.fetches], [0, 0]);
    world.typed = receipt;
    await world.reader.submit();
    assert.equal(world.state.name, "opened");
  });
}

for (const [what, changes] of /** @type {[string, Partial<World>][]} */ ([
  ["unknown", { answers: [found(FILLER)] }],
  [
    "expired by both clocks",
    { now: new Date("2099-01-01"), answers: [found(OBJECT, new Date("2099-01-01"))] },
  ],
])) {
  test(`a mailbox that is ${what} looks like any other with nothing in it`, async () => {
    const world = World.ready(changes);
    await world.reader.submit();
    assert.deepEqual(Object.keys(world.state).sort(), ["call", "name"]);
    assert.equal(world.state.name, "nothing");
    assert.equal(world.asked.length, 1);
    assert.ok(world.reader.isOpen);
  });
}

test("answers that the NAS did not sign are never handed to the page", async () => {
  const world = World.ready({ replyKeys: [OTHER] });
  await world.reader.submit();
  assert.deepEqual(world.state, { name: "forged" });
  assert.deepEqual([world.asked.length, world.fetches], [2, 2]);
  assert.equal(world.reader.isOpen, false);
  assert.throws(() => world.reader.keys, { code: "receipt-length" });
});

test("a keyring that changed while the page was open makes no honest answer forged", async () => {
  const world = World.ready({ replyKeys: [OTHER, REPLY] });
  await world.reader.prepare();
  await world.reader.submit();
  assert.equal(world.state.name, "opened");
});

test("answers that were being signed anew are asked for once more", async () => {
  const damaged = new Uint8Array(OBJECT);
  damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
  const world = World.ready({ answers: [found(damaged), found(OBJECT)] });
  await world.reader.submit();
  assert.equal(world.state.name, "opened");
});

for (const [what, changes, state] of /** @type {[string, Partial<World>, any][]} */ ([
  ["a line that is away", { answers: [{ kind: "unreachable" }] }, { name: "failed", busy: false }],
  ["a service that is busy", { answers: [{ kind: "closed" }] }, { name: "failed", busy: true }],
  [
    "a keyring that does not come",
    { replyKeys: [new KeyringUnavailable("no")] },
    { name: "failed", busy: false },
  ],
])) {
  test(`after ${what} the digits can be given again`, async () => {
    const world = World.ready(changes);
    await world.reader.submit();
    assert.deepEqual(world.state, state);
    Object.assign(world, { replyKeys: [REPLY], answers: [found(OBJECT)] });
    await world.reader.submit();
    assert.equal(world.state.name, "opened");
  });
}

test("a keyring that must not be used closes the page: nothing is shown, nothing asked again", async () => {
  const world = World.ready({ replyKeys: [new KeyringForged("no")] });
  await world.reader.submit();
  assert.deepEqual(world.state, { name: "unsafe" });
  world.replyKeys = [REPLY];
  await world.reader.submit();
  world.reader.reset();
  assert.deepEqual(world.state, { name: "unsafe" });
});

test("such a keyring closes it before the digits are given", async () => {
  const world = World.ready({ replyKeys: [new KeyringForged("no")] });
  await world.reader.prepare();
  assert.deepEqual([world.state.name, world.focused], ["unsafe", []]);
});

test("who has left while the answers came never meets them, nor does who comes after", async () => {
  const world = World.ready();
  const opening = world.reader.submit();
  world.reader.reset();
  await opening;
  assert.deepEqual(world.state, { name: "ready" });
  assert.throws(() => world.reader.keys, { code: "receipt-length" });
});

test("what was opened is forgotten with its keys", async () => {
  const world = World.ready();
  await world.reader.submit();
  world.reader.reset();
  assert.deepEqual(world.state, { name: "ready" });
  assert.equal(world.reader.isOpen, false);
});

test("pressing twice looks once", async () => {
  const world = World.ready();
  await Promise.all([world.reader.submit(), world.reader.submit()]);
  assert.equal(world.asked.length, 1);
});

test("another language's page is shown the same state, and the focus stays", async () => {
  const world = World.ready();
  await world.reader.submit();
  /** @type {any[]} */
  const shown = [];
  world.reader.moveTo({ ...world.view, show: (state) => shown.push(state) });
  assert.deepEqual(shown, [world.state]);
  assert.deepEqual(world.focused, ["opened"]);
});
