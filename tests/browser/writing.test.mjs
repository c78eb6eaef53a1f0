import assert from "node:assert/strict";
import test from "node:test";
import { PageMalformed } from "../../app/browser/errors.mjs";
import { startPage } from "../../app/browser/writing.mjs";
import { dispatch } from "./fake_dom.mjs";
import { Root } from "./keyrings.mjs";
import { KEYRING, letterIn, openSite, recipient, root, until } from "./pretended_site.mjs";
import { asReal, send } from "./sealed_page.mjs";

/** @param {Parameters<typeof openSite>[0]} [options] */
function open(options) {
  const site = openSite(options);
  return { ...site, start: () => startPage(asReal(site.window)) };
}

test("a letter goes from the fields to the inbox's identity, and nothing else leaves", async () => {
  const { byId, requests, posts, window, start } = open();
  byId("q-message").value = "typed before the script came";
  start();
  assert.equal(byId("q-message").value, "typed before the script came");
  assert.equal(byId("send").disabled, false);
  assert.equal(byId("plain-way").hidden, true);
  assert.deepEqual(requests, []);
  dispatch(window, "load");
  await until(() => requests.length === 1);
  byId("q-message").value = "السلام\r\n😀";
  byId("q-what_help-talk").checked = true;
  const submit = send(byId);
  assert.equal(submit.defaultPrevented, true);
  send(byId);
  await until(() => !byId("arrived").hidden);
  assert.deepEqual(requests, ["/keyring.txt", "/notice.txt", "/api/envelopes"]);
  const letter = await letterIn(posts[0]);
  assert.deepEqual(letter.answers, { message: "السلام\n😀", what_help: ["talk"] });
  assert.deepEqual([letter.language, letter.serial, letter.via], ["ar", 5, "sealed"]);
  assert.equal(byId("q-message").value, "");
});

test("the first key makes the page fetch the keyring, later ones do not", async () => {
  const { byId, requests, start } = open();
  start();
  dispatch(byId("q-message"), "input");
  dispatch(byId("q-message"), "input");
  await until(() => requests.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual(requests, ["/keyring.txt"]);
});

test("a script that comes after the page has loaded prepares at once", async () => {
  const { document, requests, start } = open();
  document.readyState = "complete";
  start();
  await until(() => requests.length === 1);
});

for (const [what, keyring, form] of /** @type {[string, string, Record<string, string>][]} */ ([
  ["malformed", "<h1>Sign in to this Wi-Fi</h1>", {}],
  ["forged", new Root().keyring({ serial: 5, recipient, expires: "9999-12-31" }), {}],
  ["too old", KEYRING, { "data-minimum-serial": "6" }],
  [
    "expired",
    root.keyring({ serial: 5, recipient, issued: "2020-01-01", expires: "2020-02-02" }),
    {},
  ],
  ["checked with a spoilt root key", KEYRING, { "data-root": `${root.vkey}x` }],
])) {
  test(`a keyring that is ${what} closes the form: nothing is posted, the text stays`, async () => {
    const { byId, window, posts, start } = open({ keyring, form });
    start();
    byId("q-message").value = "typed";
    dispatch(window, "load");
    await until(() => byId("state").textContent === "CLOSED");
    send(byId);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(posts.length, 0);
    assert.equal(byId("q-message").value, "typed");
    assert.equal(byId("q-message").readOnly, false);
    assert.equal(byId("plain-way").hidden, false);
    assert.equal(byId("send").hidden, true);
  });
}

for (const crypto of [undefined, {}]) {
  test(`a browser whose crypto is ${JSON.stringify(crypto)} closes the form without a request`, async () => {
    const { byId, window, requests, start } = open();
    window.crypto = crypto;
    start();
    dispatch(window, "load");
    dispatch(byId("q-message"), "input");
    send(byId);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(requests, []);
    assert.equal(byId("state").textContent, "CLOSED");
    assert.equal(byId("send").hidden, true);
  });
}

test("offline, then online: the text stays and the same envelope goes again", async () => {
  const { byId, online, posts, start } = open({ keyring: null });
  start();
  byId("q-message").value = "typed";
  send(byId);
  await until(() => byId("state").textContent === "NOT SENTAGAIN");
  assert.equal(posts.length, 0);
  online.keyring = KEYRING;
  online.intake = false;
  send(byId);
  await until(() => byId("state").textContent === "UNKNOWNAGAIN");
  assert.equal(byId("q-message").value, "typed");
  online.intake = true;
  send(byId);
  await until(() => !byId("arrived").hidden);
  assert.equal(posts.length, 2);
  assert.deepEqual(posts[1], posts[0]);
});

test("over the limit: the problem is shown, nothing leaves, the text stays", async () => {
  const { byId, requests, start, document } = open();
  start();
  byId("q-message").value = "😀".repeat(101);
  send(byId);
  assert.equal(byId("q-message-error").textContent, "LIMIT 100 OVER 1");
  assert.equal(document.activeElement, byId("problems"));
  assert.equal(byId("q-message").value, "😀".repeat(101));
  assert.deepEqual(requests, []);
});

for (const [type, details] of /** @type {[string, Record<string, unknown>][]} */ ([
  ["pagehide", {}],
  ["pageshow", { persisted: true }],
])) {
  test(`on ${type} the page forgets what was written and begins anew`, async () => {
    const { byId, online, window, posts, start } = open();
    start();
    online.intake = false;
    byId("q-message").value = "typed";
    byId("q-contact").value = "050";
    byId("q-writer-for_me").checked = true;
    send(byId);
    await until(() => posts.length === 1 && byId("state").textContent === "UNKNOWNAGAIN");
    dispatch(window, type, details);
    assert.deepEqual([byId("q-message").value, byId("q-contact").value], ["", ""]);
    assert.equal(byId("q-writer-for_me").checked, false);
    assert.equal(byId("state").textContent, "");
    assert.equal(byId("send").disabled, false);
    byId("q-message").value = "somebody else's";
    send(byId);
    await until(() => posts.length === 2);
    const [mine, theirs] = await Promise.all(posts.map(letterIn));
    assert.notEqual(theirs.letter, mine.letter);
  });
}

test("a page that is shown for the first time keeps what was typed", () => {
  const { byId, window, start } = open();
  byId("q-message").value = "typed";
  start();
  dispatch(window, "pageshow", { persisted: false });
  assert.equal(byId("q-message").value, "typed");
});

test("a page that is left before anything was sent is wiped too", () => {
  const { byId, window, start } = open();
  start();
  byId("q-message").value = "typed";
  dispatch(window, "pagehide");
  assert.equal(byId("q-message").value, "");
});

for (const attribute of ["data-root", "data-minimum-serial", "data-text-closed"]) {
  test(`a page without ${attribute} stays as it was served`, () => {
    const { byId, start } = open({ form: { [attribute]: undefined } });
    assert.throws(start, PageMalformed);
    assert.equal(byId("send").disabled, true);
    assert.equal(byId("plain-way").hidden, false);
  });
}
