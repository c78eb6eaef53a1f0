import assert from "node:assert/strict";
import test from "node:test";
import { PageMalformed } from "../../app/browser/errors.mjs";
import { callDigits, derive, letterReturn } from "../../app/browser/receipt.mjs";
import { NewReceipt } from "../../app/browser/way_back.mjs";
import { startPage } from "../../app/browser/writing.mjs";
import { dispatch } from "./fake_dom.mjs";
import { letterIn, openSite, until } from "./pretended_site.mjs";
import { asReal, send } from "./sealed_page.mjs";

const NOW = new Date("2026-11-22T03:40:00Z");

test("one receipt for one letter: what is seen is what the letter says, however often asked", async () => {
  const wayBack = new NewReceipt("turva.test", () => NOW);
  const shown = () => wayBack.shown;
  assert.equal(shown(), null);
  const begun = wayBack.begin();
  const digits = shown()?.groups.join("") ?? "";
  assert.equal(shown()?.call, null);
  const [first, second] = await Promise.all([wayBack.forLetter(), wayBack.forLetter(), begun]);
  const keys = await derive(digits, "turva.test");
  assert.deepEqual(first, letterReturn(keys));
  assert.equal(second, first);
  assert.deepEqual(shown(), {
    groups: digits.match(/.{5}/g),
    call: await callDigits(keys.secret),
    made: NOW,
  });
});

test("the day to come back before is counted from the sealing, by a clock that is known by then", async () => {
  let now = new Date("2025-11-22T03:40:00Z");
  const wayBack = new NewReceipt("turva.test", () => now);
  await wayBack.begin();
  now = NOW;
  await wayBack.forLetter();
  const shown = /** @type {import("../../app/browser/way_back.mjs").Shown | null} */ (
    wayBack.shown
  );
  assert.equal(shown?.made, NOW);
});

function openPage() {
  const site = openSite();
  const { byId } = site;
  /** @param {string} place */
  const digits = (place) => byId(`${place}-groups`).textContent.replaceAll(" ", "");
  return { ...site, digits, start: () => startPage(asReal(site.window)) };
}

test("the digits that are seen on the page open the way back of the letter that is sent", async () => {
  const { byId, posts, digits, start } = openPage();
  start();
  assert.equal(byId("receipt").hidden, true);
  byId("q-message").value = "typed";
  dispatch(byId("q-message"), "input");
  const seen = digits("receipt");
  assert.match(seen, /^\d{25}$/);
  send(byId);
  await until(() => !byId("arrived").hidden);
  assert.equal(digits("receipt-kept"), seen);
  const letter = await letterIn(posts[0]);
  assert.deepEqual(letter.return, letterReturn(await derive(seen, "turva.test")));
});

test("what was typed before the script came has a receipt at once", () => {
  const { byId, digits, start } = openPage();
  byId("q-message").value = "typed";
  start();
  assert.equal(byId("receipt").hidden, false);
  assert.equal(digits("receipt").length, 25);
});

test("the next person at this page begins with another receipt, as often as it is left", () => {
  const { byId, window, digits, start } = openPage();
  start();
  const made = [1, 2, 3].map(() => {
    dispatch(byId("q-message"), "input");
    const seen = digits("receipt");
    dispatch(window, "pagehide");
    assert.deepEqual([byId("receipt").hidden, digits("receipt")], [true, ""]);
    return seen;
  });
  assert.equal(new Set(made).size, 3);
  for (const seen of made) assert.match(seen, /^\d{25}$/);
});

test("another language keeps the digits", async () => {
  const { byId, document, digits, start } = openPage();
  start();
  byId("q-message").value = "typed";
  dispatch(byId("q-message"), "input");
  const seen = digits("receipt");
  dispatch(byId("en"), "click");
  await until(() => document.documentElement.lang === "en");
  assert.equal(digits("receipt"), seen);
});

test("a page in another language that has no place for the digits is not shown", async () => {
  const { byId, document, digits, online, start } = openPage();
  const { twin } = online;
  online.twin = (href, lang) => {
    const come = twin(href, lang);
    come.response.getElementById("receipt-kept").remove();
    return come;
  };
  start();
  byId("q-message").value = "typed";
  dispatch(byId("q-message"), "input");
  dispatch(byId("en"), "click");
  await until(() => byId("languages-state").textContent.startsWith("FAILED"));
  assert.equal(document.documentElement.lang, "ar");
  assert.equal(digits("receipt").length, 25);
});

for (const id of ["receipt", "receipt-kept"]) {
  test(`a page without ${id} stays as it was served`, () => {
    const { byId, start } = openPage();
    byId(id).remove();
    assert.throws(start, PageMalformed);
    assert.equal(byId("send").disabled, true);
  });
}

test("a form that is closed makes no receipt", () => {
  const { byId, window, start } = openPage();
  window.crypto = undefined;
  start();
  dispatch(byId("q-message"), "input");
  assert.deepEqual([byId("receipt").hidden, byId("receipt-groups").children.length], [true, 0]);
});
