import assert from "node:assert/strict";
import test from "node:test";
import { askBeforeLeaving } from "../../app/frame/components/leaving/leaving.mjs";
import { dispatch } from "../browser/fake_dom.mjs";
import { asReal, sealedPage } from "../browser/sealed_page.mjs";

/** @param {boolean} holds */
function open(holds = true) {
  const page = sealedPage();
  const { window, byId } = page;
  askBeforeLeaving(asReal(window), () => holds);
  return { ...page, went: window.location.went, asks: () => !byId("leaving").hidden };
}

test("a link out waits for an answer", () => {
  const { byId, document, asks, went } = open();
  assert.equal(dispatch(byId("way-out"), "click").defaultPrevented, true);
  assert.equal(asks(), true);
  assert.equal(document.activeElement, byId("leaving-stay"));
  assert.deepEqual(went, []);
});

test("going on follows the link", () => {
  const { byId, went } = open();
  dispatch(byId("way-out"), "click");
  dispatch(byId("leaving-go"), "click");
  assert.deepEqual(went, ["https://turva.test/ar/"]);
});

test("staying goes back to the link, by button or Escape", () => {
  const { byId, document, asks, went } = open();
  for (const stay of [
    () => dispatch(byId("leaving-stay"), "click"),
    () => dispatch(byId("leaving-stay"), "keydown", { key: "Escape" }),
  ]) {
    dispatch(byId("way-out"), "click");
    assert.equal(asks(), true);
    stay();
    assert.equal(asks(), false);
    assert.equal(document.activeElement, byId("way-out"));
  }
  assert.deepEqual(went, []);
});

test("whoever goes on elsewhere on the page stays, and keeps that place", () => {
  const { byId, document, asks } = open();
  dispatch(byId("way-out"), "click");
  byId("leaving-go").focus();
  assert.equal(asks(), true);
  byId("q-message").focus();
  assert.equal(asks(), false);
  assert.equal(document.activeElement, byId("q-message"));
  dispatch(byId("q-message"), "keydown", { key: "Escape" });
  assert.equal(document.activeElement, byId("q-message"));
});

test("with nothing typed nothing is asked", () => {
  const { byId, asks } = open(false);
  assert.equal(dispatch(byId("way-out"), "click").defaultPrevented, false);
  assert.equal(asks(), false);
});

for (const id of ["exit", "call", "skip", "send"]) {
  test(`nothing stands before #${id}`, () => {
    const { byId, asks } = open();
    assert.equal(dispatch(byId(id), "click").defaultPrevented, false);
    assert.equal(asks(), false);
  });
}

for (const details of [{ ctrlKey: true }, { metaKey: true }, { button: 1 }, { shiftKey: true }]) {
  test(`a click with ${JSON.stringify(details)} opens its tab without a question`, () => {
    const { byId, asks } = open();
    assert.equal(dispatch(byId("way-out"), "click", details).defaultPrevented, false);
    assert.equal(asks(), false);
  });
}

test("a click that somebody else has taken is left to them", () => {
  const { byId, asks } = open();
  dispatch(byId("way-out"), "click", { defaultPrevented: true });
  assert.equal(asks(), false);
});

test("a page without the question follows its links", () => {
  const { byId } = open();
  byId("leaving").remove();
  assert.equal(dispatch(byId("way-out"), "click").defaultPrevented, false);
});
