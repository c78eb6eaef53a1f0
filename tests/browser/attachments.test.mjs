import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { afterEach, test } from "node:test";
import { LARGEST_ATTACHMENT, LARGEST_PIECE } from "../../app/browser/constants.generated.mjs";
import { FilesUnavailable } from "../../app/browser/errors.mjs";
import { browser, DRAWN, FilesWorld, file, JPEG, LETTER, opened } from "./files_world.mjs";

const HEAD = `turva/piece/1\n${LETTER}\n`;
const UNREACHABLE = /** @type {const} */ ({ kind: "unreachable" });
const STALE = /** @type {const} */ ({ kind: "stale" });

afterEach(() => Object.assign(browser, { draws: true, offscreen: true, true: true }));

/** @param {File[]} files */
async function chosen(...files) {
  const world = new FilesWorld();
  await world.attachments.add(files);
  return world;
}

/** @param {FilesWorld} world */
async function contents({ posts }) {
  return Promise.all(posts.map(async ({ bytes }) => (await opened(bytes)).toString("latin1")));
}

test("a file goes as it is, in an envelope that names its letter", async () => {
  const world = await chosen(file("../a\u202e.pdf", "%PDF-1.7 secret"));
  assert.deepEqual(world.rows, ["AS-IT-IS"]);
  const sent = await world.attachments.send(LETTER, world.keyring(7));
  assert.deepEqual(await contents(world), [`${HEAD}%PDF-1.7 secret`]);
  assert.equal(world.posts[0]?.serial, 7);
  const pieces = world.posts.map(({ bytes }) => createHash("sha256").update(bytes).digest("hex"));
  assert.deepEqual(sent, {
    attachments: [{ name: "a.pdf", type: "application/pdf", size: 15, pieces }],
  });
});

for (const [name, type] of /** @type {[string, string][]} */ ([
  ["IMG_1.JPEG", "image/jpeg"],
  ["letter.pdf", "application/pdf"],
  ["no ending", ""],
])) {
  test(`a picture called ${name} goes drawn anew, whatever it is called`, async () => {
    const world = await chosen(file(name, JPEG, type));
    assert.deepEqual(world.rows, ["PICTURE"]);
    const sent = /** @type {any} */ (await world.attachments.send(LETTER, world.keyring()));
    assert.deepEqual(await contents(world), [HEAD + DRAWN]);
    const stem = name.split(".")[0];
    assert.deepEqual(
      [sent.attachments[0].name, sent.attachments[0].type, sent.attachments[0].size],
      [`${stem}.jpg`, "image/jpeg", DRAWN.length],
    );
  });
}

test("where only a page can draw, the page draws, and the worker seals what it drew", async () => {
  browser.offscreen = false;
  const world = await chosen(file("a.jpg", JPEG));
  await world.attachments.send(LETTER, world.keyring());
  assert.deepEqual(await contents(world), [HEAD + DRAWN]);
});

for (const [
  why,
  changes,
  name,
  content,
  row,
] of /** @type {[string, any, string, string, string][]} */ ([
  ["this browser cannot read", {}, "a.heic", "\0\0\0\x18ftypheic\0\0\0\0mif1heic", "NO-PICTURE"],
  ["is none, whatever its name says", {}, "a.jpg", "%PDF-1.7", "NO-PICTURE"],
  ["is broken", { draws: false }, "a.jpg", JPEG, "NO-PICTURE"],
  ["this browser would draw untrue", { true: false }, "a.jpg", JPEG, "NO-DRAWING"],
  [
    "only the page could draw, and not truly",
    { true: false, offscreen: false },
    "a.jpg",
    JPEG,
    "NO-DRAWING",
  ],
])) {
  test(`a picture that ${why} is not sent, and says so until it is removed`, async () => {
    Object.assign(browser, changes);
    const world = await chosen(file(name, content));
    assert.deepEqual(world.rows, [row]);
    assert.deepEqual(world.attachments.names, []);
    assert.equal(world.attachments.hold(), true);
    assert.match(String(world.text("files-error")), /^HELD/);
    assert.equal(world.window.document.activeElement?.id, "files-input");
    const remove = world.window.document.getElementById("files-list")?.querySelector("button");
    remove?.hear({ type: "click", target: remove, defaultPrevented: false, preventDefault() {} });
    assert.equal(world.attachments.hold(), false);
    assert.equal(world.attachments.isEmpty, true);
  });
}

test("a file without a byte is refused", async () => {
  const world = await chosen(file("a.txt", ""), file("b.jpg", ""));
  assert.deepEqual(world.rows, ["EMPTY", "EMPTY"]);
});

test("10 MiB are taken in eleven pieces, and a byte more is not", async () => {
  const large = /** @type {any} */ (new Uint8Array(LARGEST_ATTACHMENT + 1));
  const world = await chosen(file("a", large.subarray(1)), file("b", large));
  assert.deepEqual(world.rows, ["AS-IT-IS", "TOO-LARGE"]);
});

for (const [size, lengths] of /** @type {[number, number[]][]} */ ([
  [LARGEST_PIECE, [LARGEST_PIECE]],
  [LARGEST_PIECE + 1, [LARGEST_PIECE, 1]],
])) {
  test(`${size} bytes go in ${lengths.length}`, async () => {
    const bytes = /** @type {any} */ (new Uint8Array(size).map((_, at) => at % 251));
    const world = await chosen(file("a", bytes));
    await world.attachments.send(LETTER, world.keyring());
    const found = await Promise.all(world.posts.map(({ bytes: posted }) => opened(posted)));
    const data = found.map((content) => content.subarray(HEAD.length));
    assert.deepEqual(
      data.map(({ length }) => length),
      lengths,
    );
    assert.deepEqual(Buffer.concat(data), Buffer.from(bytes));
  });
}

test("the eleventh file is not added, and that is said", async () => {
  const files = Array.from({ length: 11 }, (_, at) => file(`${at}.txt`));
  const world = await chosen(...files);
  assert.equal(world.attachments.names.length, 10);
  assert.match(String(world.text("files-error")), /^TOO-MANY/);
  assert.equal(world.attachments.hold(), false);
});

test("after a cut only what did not arrive is posted, as the same bytes", async () => {
  const bytes = /** @type {any} */ (new Uint8Array(3 * LARGEST_PIECE));
  const world = await chosen(file("a", bytes), file("b.txt"));
  world.replies = [null, UNREACHABLE, UNREACHABLE, UNREACHABLE];
  const cut = await world.attachments.send(LETTER, world.keyring());
  assert.deepEqual(cut, { outcome: UNREACHABLE });
  assert.deepEqual(world.pauses, [1000, 4000]);
  const sent = /** @type {any} */ (await world.attachments.send(LETTER, world.keyring()));
  const ids = world.posts.map(({ bytes: posted }) =>
    createHash("sha256").update(posted).digest("hex"),
  );
  const [first, second, ...more] = ids;
  assert.deepEqual(more.slice(0, 3), [second, second, second]);
  assert.equal(new Set(ids).size, 4);
  assert.deepEqual(sent.attachments[0].pieces, [first, second, more[3]]);
  assert.deepEqual(sent.attachments[1].pieces, [more[4]]);
});

test("a cut that mends itself is not noticed", async () => {
  const world = await chosen(file("a.txt"));
  world.replies = [UNREACHABLE];
  const sent = /** @type {any} */ (await world.attachments.send(LETTER, world.keyring()));
  assert.equal(sent.attachments.length, 1);
  assert.deepEqual(world.posts[0], world.posts[1]);
});

test("an answer that names another envelope is no arrival", async () => {
  const world = await chosen(file("a.txt"));
  world.replies = Array.from({ length: 3 }, () => ({ kind: "arrived", id: "00".repeat(32) }));
  assert.deepEqual(await world.attachments.send(LETTER, world.keyring()), { outcome: UNREACHABLE });
});

test("under a new keyring what arrived stays, and the rest is sealed anew", async () => {
  const world = await chosen(file("a.txt"), file("b.txt"));
  world.replies = [null, STALE];
  assert.deepEqual(await world.attachments.send(LETTER, world.keyring(1)), { outcome: STALE });
  await world.attachments.send(LETTER, world.keyring(2));
  assert.deepEqual(
    world.posts.map(({ serial }) => serial),
    [1, 1, 2],
  );
  assert.notDeepEqual(world.posts[1]?.bytes, world.posts[2]?.bytes);
});

test("for another letter everything is sealed and posted anew", async () => {
  const world = await chosen(file("a.txt"));
  await world.attachments.send(LETTER, world.keyring());
  const other = LETTER.replace("00", "ff");
  await world.attachments.send(other, world.keyring());
  assert.match((await contents(world))[1] ?? "", new RegExp(`^turva/piece/1\n${other}\n`));
});

test("which file is being sent is said once, however many pieces it has", async () => {
  const bytes = /** @type {any} */ (new Uint8Array(2 * LARGEST_PIECE));
  const world = await chosen(file("a", bytes), file("b.txt"));
  /** @type {unknown[]} */
  const said = [];
  world.replies = /** @type {any} */ ({
    shift: () => {
      said.push(world.text("files-progress-text"));
    },
  });
  await world.attachments.send(LETTER, world.keyring());
  assert.deepEqual(said, ["SENDING 1 2", "SENDING 1 2", "SENDING 2 2"]);
  assert.match(String(world.text("files-progress-text")), /^SENT/);
});

test("who left takes all along: nothing more is posted, the worker and its bytes are gone", async () => {
  const world = await chosen(file("a.txt"), file("b.txt"));
  world.replies = /** @type {any} */ ({ shift: () => world.attachments.clear() });
  await assert.rejects(world.attachments.send(LETTER, world.keyring()), FilesUnavailable);
  assert.equal(world.posts.length, 1);
  assert.equal(world.ended, 1);
  assert.deepEqual([world.rows, world.text("files-state")], [[], ""]);
  assert.equal(world.attachments.isEmpty, true);
});

test("when the worker breaks, the files have to be chosen again, and none is left out", async () => {
  const world = await chosen(file("a.txt"), file("b.txt"));
  const sending = world.attachments.send(LETTER, world.keyring());
  await Promise.resolve();
  world.breakWorker();
  await assert.rejects(sending, FilesUnavailable);
  assert.deepEqual(world.rows, ["UNREADABLE", "UNREADABLE"]);
  assert.equal(world.attachments.hold(), true);
});

test("in another language the same files stand in the list", async () => {
  const world = await chosen(file("a.txt"), file("b.jpg", JPEG));
  world.attachments.moveTo(/** @type {any} */ (world.place()));
  assert.deepEqual(world.rows, ["AS-IT-IS", "PICTURE"]);
  assert.deepEqual(world.attachments.names, ["a.txt", "b.jpg"]);
});
