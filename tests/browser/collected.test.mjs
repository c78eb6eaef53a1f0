import assert from "node:assert/strict";
import test from "node:test";
import { startPage } from "../../app/browser/writing.mjs";
import { dispatch } from "./fake_dom.mjs";
import { notices, openSite, until } from "./pretended_site.mjs";
import { asReal } from "./sealed_page.mjs";

const DAY_MS = 86_400_000;

/**
 * Return the notice of a day some days ago.
 *
 * @param {number} days
 */
function noticeOf(days) {
  const day = new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
  return notices.note(`turva/notice/1\ncollected ${day}\n`);
}

/** @param {string | null} notice */
function open(notice) {
  const site = openSite();
  site.online.notice = notice;
  startPage(asReal(site.window));
  dispatch(site.window, "load");
  const said = () => ["fresh", "stale"].filter((part) => !site.byId(part).hidden).join();
  return { ...site, said, known: () => until(() => said() !== "") };
}

test("the day of a fresh notice is said in the page's language", async () => {
  const { known, said, byId, document } = open(noticeOf(4));
  document.documentElement.lang = "en";
  await known();
  assert.equal(said(), "fresh");
  const year = new Date(Date.now() - 4 * DAY_MS).getUTCFullYear();
  assert.match(byId("day").textContent, new RegExp(`^[A-Z][a-z]+ \\d{1,2}, ${year}$`));
});

for (const [what, notice] of /** @type {[string, string | null][]} */ ([
  ["that is five days old", noticeOf(5)],
  ["that is not there", null],
  ["that is empty", ""],
  [
    "that nobody of ours signed",
    noticeOf(0).replace(/ [A-Za-z0-9+/=]+\n$/, ` ${"A".repeat(92)}\n`),
  ],
  ["whose day was changed", noticeOf(9).replace(/\d{4}-\d\d-\d\d/, "2999-01-01")],
])) {
  test(`a notice ${what} means: call`, async () => {
    const { known, said, byId } = open(notice);
    await known();
    assert.equal(said(), "stale");
    assert.equal(byId("day").textContent, "");
  });
}

test("another language says the same day in its own words, and asks nobody again", async () => {
  const { known, said, byId, document, requests } = open(noticeOf(0));
  await known();
  const arabic = byId("day").textContent;
  byId("q-message").value = "typed";
  dispatch(byId("en"), "click");
  await until(() => document.documentElement.lang === "en");
  assert.equal(said(), "fresh");
  assert.notEqual(byId("day").textContent, arabic);
  assert.equal(requests.filter((path) => path === "/notice.txt").length, 1);
});

test("what nobody knows yet is not said", () => {
  const { said } = open(noticeOf(0));
  assert.equal(said(), "");
});
