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

for (const type of ["input", "keydown", "pointerdown"]) {
  test(`after a posting that led nowhere, ${type} makes the page forget again`, () => {
    const { window, byId, holds } = open();
    dispatch(byId("letter"), "submit");
    dispatch(byId("message"), type);
    dispatch(window, "pagehide");
    assert.equal(holds(), false);
  });
}

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
