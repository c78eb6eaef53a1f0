import assert from "node:assert/strict";
import test from "node:test";
import { FilesUnavailable } from "../../app/browser/errors.mjs";
import { ARRIVED, FORM, STALE, UNREACHABLE, World } from "./world.mjs";

/** @type {import("../../app/browser/letter.mjs").Attachment} */
const PHOTO = { name: "a.jpg", type: "image/jpeg", size: 1, pieces: ["ab".repeat(32)] };

test("the letter is posted last, and names the files that arrived", async () => {
  /** @type {unknown[]} */
  const order = [];
  const world = World.ready({
    sendFiles: async (letter, serial) => {
      order.push([letter, serial, world.posts.length]);
      return { attachments: [PHOTO] };
    },
  });
  await world.sender.submit();
  const [{ letter } = { letter: null }] = world.posts;
  assert.deepEqual(order, [[letter.letter, 1, 0]]);
  assert.deepEqual(letter.attachments, [PHOTO]);
  assert.equal(world.state.name, "arrived");
  assert.deepEqual(world.filesDid, ["clear"]);
});

test("files alone are a letter, where nothing is required", async () => {
  const questions = FORM.questions.map((question) => ({ ...question, required: false }));
  const world = World.ready({ fields: {}, sendFiles: async () => ({ attachments: [PHOTO] }) });
  world.sender.moveTo(world.view, { ...FORM, questions });
  assert.equal(world.sender.judge(["message"]), false);
  await world.sender.submit();
  assert.equal(world.state.name, "problems");
  world.hasFiles = true;
  assert.equal(world.sender.judge(["message"]), true);
  await world.sender.submit();
  assert.equal(world.state.name, "arrived");
  const [{ letter } = { letter: null }] = world.posts;
  assert.deepEqual([letter.answers, letter.attachments], [{}, [PHOTO]]);
});

test("while a file holds the letter back nothing is sent", async () => {
  const world = World.ready({ held: true });
  await world.sender.submit();
  assert.equal(world.state.name, "ready");
  assert.deepEqual([world.fetches, world.posts.length], [0, 0]);
  world.held = false;
  await world.sender.submit();
  assert.equal(world.state.name, "arrived");
});

test("as long as only pieces were posted, the letter is surely not sent", async () => {
  /** @type {unknown[]} */
  const known = [];
  const world = World.ready({
    sendFiles: async () => {
      known.push(world.receipt.known);
      return { outcome: UNREACHABLE };
    },
  });
  await world.sender.begin();
  await world.sender.submit();
  assert.deepEqual(known, ["not-sent"]);
  assert.deepEqual(world.state, { name: "failed", known: "not-sent", notNow: false });
  assert.deepEqual(world.posts, []);
  assert.deepEqual(world.filesDid, ["rest"]);
  world.sendFiles = async () => ({ attachments: [PHOTO] });
  world.replies = [
    () => {
      known.push(world.receipt.known);
      return UNREACHABLE;
    },
  ];
  await world.sender.submit();
  assert.deepEqual(known, ["not-sent", "unknown"]);
  assert.deepEqual(world.state, { name: "failed", known: "unknown", notNow: false });
});

test("a stale keyring met by a piece: the new one is for pieces and letter", async () => {
  /** @type {number[]} */
  const serials = [];
  const world = World.ready({
    keyrings: [1, 2],
    sendFiles: async (_letter, serial) => {
      serials.push(serial);
      return serials.length === 1 ? { outcome: STALE } : { attachments: [PHOTO] };
    },
  });
  await world.sender.submit();
  assert.deepEqual(serials, [1, 2]);
  assert.deepEqual(
    world.posts.map(({ serial }) => serial),
    [2],
  );
});

test("other files make another envelope of the same letter, the same files the same bytes", async () => {
  const world = World.ready({ replies: [UNREACHABLE, UNREACHABLE, ARRIVED] });
  world.sendFiles = async () => ({ attachments: [PHOTO] });
  await world.sender.submit();
  await world.sender.submit();
  world.sendFiles = async () => ({ attachments: [] });
  await world.sender.submit();
  const [first, second, third] = world.posts;
  assert.deepEqual(second?.bytes, first?.bytes);
  assert.deepEqual(third?.letter, { ...first?.letter, attachments: [] });
});

test("files that are gone can be chosen again: the letter was not sent, and the form stays open", async () => {
  const world = World.ready({
    sendFiles: async () => {
      throw new FilesUnavailable("gone");
    },
  });
  await world.sender.submit();
  assert.deepEqual(world.state, { name: "failed", known: "not-sent", notNow: false });
});

test("whoever leaves takes the files along", async () => {
  const world = World.ready();
  world.sender.reset();
  assert.deepEqual(world.filesDid, ["clear"]);
});
