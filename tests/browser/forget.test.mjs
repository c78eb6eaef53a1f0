import assert from "node:assert/strict";
import test from "node:test";
import { forgetWhenLeft } from "../../app/browser/forget.mjs";
import { dispatch } from "./fake_dom.mjs";
import { leftPage } from "./left_page.mjs";
import { asReal } from "./sealed_page.mjs";

/** @param {{fresh?: string}} [options] */
function open(options) {
  const page = leftPage(options);
  forgetWhenLeft(asReal(page.window));
  return page;
}

test("a page that is left forgets all that was typed", () => {
  const { window, holds } = open();
  assert.equal(holds(), true);
  dispatch(window, "pagehide");
  assert.equal(holds(), false);
});

test("a form that is being posted keeps its text, should the line break", () => {
  const { window, byId, holds, moves } = open();
  dispatch(byId("letter"), "submit");
  dispatch(window, "pagehide");
  dispatch(window, "pageshow", { persisted: true });
  assert.equal(holds(), true);
  assert.equal(moves.reloads, 0);
});

test("a form that the script sends itself is forgotten like any other", () => {
  const { window, byId, holds } = open();
  byId("letter").addEventListener("submit", (event) => event.preventDefault());
  dispatch(byId("letter"), "submit");
  dispatch(window, "pagehide");
  assert.equal(holds(), false);
});

/** @param {ReturnType<typeof open>} page */
function post({ window, byId }) {
  dispatch(byId("letter"), "submit");
  dispatch(window, "beforeunload");
}

test("after a posting that led nowhere, typing makes the page forget again", () => {
  const page = open();
  post(page);
  dispatch(page.byId("message"), "input");
  dispatch(page.window, "pagehide");
  assert.equal(page.holds(), false);
});

for (const type of ["keydown", "pointerdown", "click"]) {
  test(`while the browser is posting, ${type} loses nothing`, () => {
    const page = open();
    post(page);
    dispatch(page.byId("message"), type);
    dispatch(page.window, "pagehide");
    assert.equal(page.holds(), true);
  });
}

test("who stops the posting and goes elsewhere leaves nothing", () => {
  const page = open();
  post(page);
  dispatch(page.window, "beforeunload");
  dispatch(page.window, "pagehide");
  assert.equal(page.holds(), false);
});

test("the text is there for who comes straight back from a broken line, and only once", () => {
  const page = open();
  const { window, holds } = page;
  post(page);
  dispatch(window, "pagehide");
  dispatch(window, "pageshow", { persisted: true });
  assert.equal(holds(), true);
  dispatch(window, "beforeunload");
  dispatch(window, "pagehide");
  assert.equal(holds(), false);
});

test("the text is there only once in a browser too that never asks about leaving", () => {
  const { window, byId, holds } = open();
  dispatch(byId("letter"), "submit");
  dispatch(window, "pagehide");
  dispatch(window, "pageshow", { persisted: true });
  assert.equal(holds(), true);
  dispatch(window, "pagehide");
  assert.equal(holds(), false);
});

test("the text is gone for who was elsewhere between", () => {
  const page = open();
  const { window, holds } = page;
  post(page);
  dispatch(window, "pagehide");
  window.history.length += 2;
  dispatch(window, "pageshow", { persisted: true });
  assert.equal(holds(), false);
});

test("the text is gone where the answer to the posting came after all", () => {
  const page = open({ fresh: "/en/write/plain/" });
  const { window, holds, moves } = page;
  post(page);
  dispatch(window, "pagehide");
  const places = ["home", "form", "check", "done"].map((url) => ({ url }));
  Object.assign(window, { navigation: { currentEntry: { index: 2 }, entries: () => places } });
  dispatch(window, "pageshow", { persisted: true });
  assert.equal(holds(), false);
  assert.equal(moves.reloads, 1);
});

test("a call does not give up the letter that is being checked", () => {
  const { window, byId } = open({ fresh: "/en/write/plain/" });
  dispatch(byId("call"), "click");
  dispatch(window, "beforeunload");
  assert.equal(window.location.href, "https://turva.test/ar/write/");
});

test("an answer to a post gives its place in the history to the empty form, when it is left", () => {
  const { window } = open({ fresh: "/en/write/plain/" });
  assert.equal(window.location.href, "https://turva.test/ar/write/");
  dispatch(window, "beforeunload");
  assert.equal(window.location.href, "/en/write/plain/");
});

test("an answer to a post that holds the text makes the browser drop the page before it", () => {
  assert.deepEqual(open({ fresh: "/en/write/plain/" }).sheets(), ["/clear.css"]);
});

test("an answer to a post that holds no text leaves the page before it as it is", () => {
  const page = leftPage({ fresh: "/en/write/plain/" });
  page.byId("letter").remove();
  forgetWhenLeft(asReal(page.window));
  assert.deepEqual(page.sheets(), []);
});

test("a page to read drops nothing and keeps its address", () => {
  const { window, sheets } = open();
  dispatch(window, "beforeunload");
  assert.equal(window.location.href, "https://turva.test/ar/write/");
  assert.deepEqual(sheets(), []);
});

test("an emptied answer to a post is loaded again when it is shown again", () => {
  const { window, moves } = open({ fresh: "/en/write/plain/" });
  dispatch(window, "pagehide");
  dispatch(window, "pageshow", { persisted: false });
  assert.equal(moves.reloads, 0);
  dispatch(window, "pageshow", { persisted: true });
  assert.equal(moves.reloads, 1);
});

test("a page from which somebody left is loaded again when it is shown again", () => {
  const { window, byId, moves } = open();
  dispatch(window, "pageshow", { persisted: true });
  assert.equal(moves.reloads, 0);
  byId("exit").remove();
  dispatch(window, "pageshow", { persisted: true });
  assert.equal(moves.reloads, 1);
});
