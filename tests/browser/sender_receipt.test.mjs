import assert from "node:assert/strict";
import test from "node:test";
import { KeyringForged, Unavailable } from "../../app/browser/errors.mjs";
import { ARRIVED, CLOSED, STALE, UNREACHABLE, World } from "./world.mjs";

/** @param {World} world */
function seen({ receipt }) {
  return receipt && [receipt.groups[0], receipt.known];
}

test("nothing is made or seen until somebody begins to write", async () => {
  const world = World.ready();
  assert.equal(seen(world), null);
  world.sender.begin();
  assert.deepEqual(seen(world), ["1", "not-sent"]);
  await new Promise(setImmediate);
  await world.sender.begin();
  assert.deepEqual(world.receipt.call, ["1", "1"]);
  assert.equal(world.wayBacks, 1);
});

test("where nothing can be sent no digits are made, whoever begins to write", async () => {
  const closed = World.ready();
  closed.sender.close();
  for (const world of [new World(), closed]) {
    await world.sender.begin();
    assert.deepEqual([world.begun, seen(world)], [0, null]);
  }
});

test("who sends without having been heard to begin gets a receipt all the same", async () => {
  const world = World.ready();
  await world.sender.submit();
  assert.deepEqual(seen(world), ["1", "arrived"]);
  assert.equal(world.posts[0]?.letter.return.secret, "1");
});

test("a letter carries the way back that was seen before it was sent", async () => {
  const world = World.ready({ keyrings: [1, 2], replies: [STALE, ARRIVED] });
  await world.sender.begin();
  await world.sender.submit();
  assert.deepEqual(
    world.posts.map(({ letter }) => letter.return.secret),
    ["1", "1"],
  );
  assert.deepEqual(seen(world), ["1", "arrived"]);
});

test("not sent yet is said only while that is known", async () => {
  /** @type {unknown[]} */
  const said = [];
  const world = World.ready({
    replies: [
      CLOSED,
      () => {
        said.push(seen(world));
        return UNREACHABLE;
      },
      CLOSED,
    ],
  });
  await world.sender.begin();
  said.push(seen(world));
  await world.sender.submit();
  said.push(seen(world));
  await world.sender.submit();
  said.push(seen(world));
  world.fields = {};
  await world.sender.submit();
  assert.equal(world.state.name, "problems");
  said.push(seen(world));
  world.fields = { message: "again" };
  await world.sender.submit();
  said.push(seen(world));
  assert.deepEqual(
    said.map((each) => /** @type {any} */ (each)[1]),
    ["not-sent", "not-sent", "unknown", "unknown", "unknown", "unknown"],
  );
});

test("whoever comes after gets another receipt, and sees nothing before beginning", async () => {
  const world = World.ready();
  await world.sender.begin();
  world.sender.reset();
  assert.equal(seen(world), null);
  await world.sender.begin();
  assert.deepEqual(seen(world), ["2", "not-sent"]);
  await world.sender.submit();
  world.sender.reset();
  assert.equal(seen(world), null);
  assert.equal(world.posts[0]?.letter.return.secret, "2");
});

test("who left while the receipt was being made leaves none behind", async () => {
  const world = World.ready();
  const begun = world.sender.begin();
  world.sender.reset();
  await begun;
  assert.equal(seen(world), null);
});

test("a form that closed before anything could go shows no receipt", async () => {
  const world = World.ready({ keyrings: [new KeyringForged("forged")] });
  await world.sender.begin();
  await world.sender.submit();
  assert.deepEqual(world.state, { name: "closed", known: "not-sent" });
  assert.equal(seen(world), null);
  await world.sender.begin();
  assert.equal(seen(world), null);
});

test("a form that closed when a letter may have arrived keeps its receipt in sight", async () => {
  const world = World.ready({
    keyrings: [1, new KeyringForged("forged")],
    replies: [UNREACHABLE, STALE],
  });
  await world.sender.submit();
  await world.sender.submit();
  assert.deepEqual(world.state, { name: "closed", known: "unknown" });
  assert.deepEqual(seen(world), ["1", "unknown"]);
});

test("a receipt that cannot be derived closes the form before anything leaves", async () => {
  const world = World.ready({ derivingFails: true });
  await world.sender.begin();
  assert.deepEqual(world.state, { name: "closed", known: null });
  assert.equal(seen(world), null);
  await world.sender.submit();
  assert.equal(world.posts.length, 0);
});

test("what verifies did not come: not sent, and it may be tried again", async () => {
  const world = World.ready({ keyrings: [new Unavailable("script"), 1] });
  await world.sender.begin();
  await world.sender.submit();
  assert.deepEqual(world.state, { name: "failed", known: "not-sent", notNow: false });
  assert.deepEqual(seen(world), ["1", "not-sent"]);
  await world.sender.submit();
  assert.equal(world.state.name, "arrived");
});
