/** What is in sight of a letter's form, from the first question to Send. */

import assert from "node:assert/strict";
import test from "node:test";
import { startPage } from "../../app/browser/writing.mjs";
import { dispatch } from "./fake_dom.mjs";
import { letterIn, openSite, until } from "./pretended_site.mjs";
import { asReal } from "./sealed_page.mjs";

const STEPS = { "data-steps": "" };
const PARTS = ["top", "section-letter", "section-more", "checking", "ending", "state"];
const WAYS = ["continue", "check", "send", "previous"];

/** @param {Record<string, string>} [form] */
function open(form = {}) {
  const site = openSite({ form });
  const { byId, document } = site;
  /** @param {string} id */
  const press = (id) => {
    assert.equal(byId(id).hidden, false, `${id} is not in sight`);
    return dispatch(byId(id), id === "previous" ? "click" : "submit");
  };
  return {
    ...site,
    start: () => startPage(asReal(site.window)),
    press,
    inSight: () => [...PARTS, ...WAYS].filter((id) => !byId(id).hidden).join(" "),
    answers: () =>
      byId("checking-answers").children.map((part) =>
        part.descendants.filter(({ tag }) => ["h3", "dt", "dd"].includes(tag)).map(textOf),
      ),
    /** @param {string} section */
    change: (section) => dispatch(byId(`answers-${section}-change`), "click"),
    focused: () => document.activeElement?.id,
  };
}

/** @param {{textContent: string}} element */
function textOf({ textContent }) {
  return textContent;
}

test("without steps all questions are on one page, and nothing is sent from it", () => {
  const { start, inSight, press, byId, focused, document, posts } = open();
  start();
  assert.equal(inSight(), "top section-letter section-more check");
  byId("q-message").value = "typed";
  assert.equal(press("check").defaultPrevented, true);
  assert.equal(inSight(), "checking ending state send previous");
  assert.equal(focused(), "checking-title");
  assert.equal(document.title, "Title: check");
  assert.deepEqual(posts, []);
});

test("with steps one part follows the other, and its heading has the focus", () => {
  const { start, inSight, press, byId, focused, document } = open(STEPS);
  start();
  assert.equal(inSight(), "top section-letter continue");
  byId("q-message").value = "typed";
  press("continue");
  assert.equal(inSight(), "section-more check previous");
  assert.equal(focused(), "s-more");
  assert.equal(document.title, "Write – Turva");
  press("check");
  assert.equal(inSight(), "checking ending state send previous");
  press("previous");
  assert.equal(inSight(), "section-more check previous");
  assert.equal(focused(), "s-more");
  press("previous");
  assert.equal(inSight(), "top section-letter continue");
  assert.equal(byId("q-message").value, "typed");
});

test("a step with a problem is not left, and tells of no problem of another", () => {
  const { start, inSight, press, byId, focused } = open(STEPS);
  start();
  byId("q-contact").value = "longer than it may be";
  press("continue");
  assert.equal(inSight(), "top section-letter continue");
  assert.equal(focused(), "problems");
  assert.deepEqual(byId("problems-list").children.map(textOf), [" MessageREQUIRED"]);
  byId("q-message").value = "typed";
  press("continue");
  assert.deepEqual([inSight(), byId("problems").hidden], ["section-more check previous", true]);
  press("check");
  assert.equal(byId("q-contact-error").textContent, "LIMIT 10 OVER 11");
  assert.equal(inSight(), "section-more check previous");
});

test("a problem in what is folded unfolds it", () => {
  const { start, press, byId } = open();
  start();
  byId("q-message").value = "typed";
  byId("q-contact").value = "longer than it may be";
  assert.equal(byId("section-more").getAttribute("open"), null);
  press("check");
  assert.equal(byId("section-more").getAttribute("open"), "");
});

test("what was changed on the way back is judged again before the letter is shown", () => {
  const { start, press, byId, inSight } = open(STEPS);
  start();
  byId("q-message").value = "typed";
  press("continue");
  byId("q-message").value = " ";
  press("check");
  assert.equal(inSight(), "top section-letter continue");
  assert.equal(byId("q-message-error").textContent, "REQUIRED");
});

test("the letter is shown as it will be sent, in the form's own words", () => {
  const { start, press, byId, answers } = open();
  start();
  byId("q-message").value = "<b>typed</b>\r\nCall";
  byId("q-what_help-papers").checked = true;
  byId("q-what_help-talk").checked = true;
  byId("q-writer-for_someone").checked = true;
  press("check");
  assert.deepEqual(answers(), [
    ["Title of letter", "Message", "<b>typed</b>\nCall"],
    [
      "Title of more",
      ...["Legend of what_help", "Label of talk", "Label of papers"],
      ...["Legend of writer", "Label of for_someone", "WARNING"],
    ],
  ]);
});

test("what is said to who chooses either of two answers is said once", () => {
  const { start, press, byId, answers } = open();
  start();
  byId("q-message").value = "typed";
  for (const option of ["talk", "papers"]) {
    const control = byId(`q-what_help-${option}`);
    control.checked = true;
    control.setAttribute("aria-describedby", "q-writer-for_someone-warning");
  }
  press("check");
  assert.deepEqual(answers()[1], [
    "Title of more",
    ...["Legend of what_help", "Label of talk", "Label of papers", "WARNING"],
  ]);
});

test("a part without an answer is not listed", () => {
  const { start, press, byId, answers } = open();
  start();
  byId("q-message").value = "typed";
  press("check");
  assert.deepEqual(answers(), [["Title of letter", "Message", "typed"]]);
});

for (const [form, section, sight] of /** @type {[Record<string, string>, string, string][]} */ ([
  [{}, "more", "top section-letter section-more check"],
  [STEPS, "letter", "top section-letter continue"],
  [STEPS, "more", "section-more check previous"],
])) {
  test(`Change leads back to ${section} ${"data-steps" in form ? "with" : "without"} steps`, () => {
    const { start, press, byId, change, inSight, focused } = open(form);
    start();
    byId("q-message").value = "typed";
    byId("q-contact").value = "050";
    if ("data-steps" in form) press("continue");
    press("check");
    change(section);
    assert.equal(inSight(), sight);
    assert.equal(focused(), `s-${section}`);
    if (section === "more") assert.equal(byId("section-more").getAttribute("open"), "");
    assert.equal(byId("checking-answers").textContent, "");
  });
}

test("what is not asked any more is out of sight, is not shown again and does not go", async () => {
  const { start, press, byId, answers, posts } = open();
  const contact = byId("q-contact").parent;
  const when = [{ question: "writer", answers: ["for_me"] }];
  contact?.setAttribute("data-when", JSON.stringify(when));
  start();
  byId("q-message").value = "typed";
  assert.equal(contact?.hidden, true);
  byId("q-writer-for_me").checked = true;
  dispatch(byId("q-writer-for_me"), "change");
  assert.equal(contact?.hidden, false);
  byId("q-contact").value = "050";
  byId("q-writer-for_me").checked = false;
  byId("q-writer-for_someone").checked = true;
  dispatch(byId("q-writer-for_someone"), "change");
  assert.deepEqual([contact?.hidden, byId("q-contact").value], [true, "050"]);
  press("check");
  assert.doesNotMatch(answers().join(), /050/);
  press("send");
  await until(() => !byId("arrived").hidden);
  const { answers: sent } = await letterIn(posts[0]);
  assert.deepEqual(sent, { message: "typed", writer: "for_someone" });
});

test("a step in which nothing is asked is passed over, both ways", () => {
  const { start, press, byId, inSight } = open(STEPS);
  const when = JSON.stringify([{ question: "message", answers: ["never"] }]);
  for (const key of ["what_help-talk", "writer-for_me", "contact"]) {
    byId(`q-${key}`).closest("[data-question]")?.setAttribute("data-when", when);
  }
  start();
  assert.equal(inSight(), "top section-letter check");
  byId("q-message").value = "typed";
  press("check");
  press("previous");
  assert.equal(inSight(), "top section-letter check");
});

for (const place of ["section-more", "checking"]) {
  test(`another language shows the same ${place}, with nothing lost`, async () => {
    const { start, press, byId, inSight, document, answers } = open(STEPS);
    start();
    byId("q-message").value = "typed";
    press("continue");
    if (place === "checking") press("check");
    const before = [inSight(), answers()];
    const left = byId("checking-answers");
    dispatch(byId("en"), "click");
    await until(() => document.documentElement.lang === "en");
    assert.deepEqual([inSight(), answers()], before);
    assert.equal(byId("q-message").value, "typed");
    assert.equal(left.textContent, "", "the page that was left still shows the letter");
  });
}

for (const place of ["section-more", "checking"]) {
  test(`who leaves from ${place} leaves nothing, and the next begins at the beginning`, () => {
    const { start, press, byId, window, inSight } = open(STEPS);
    start();
    byId("q-message").value = "typed";
    press("continue");
    byId("section-more").setAttribute("open", "");
    if (place === "checking") press("check");
    dispatch(window, "pagehide");
    assert.equal(byId("section-more").getAttribute("open"), null);
    assert.equal(inSight(), "top section-letter continue");
    assert.equal(byId("checking-answers").textContent, "");
    assert.equal(byId("q-message").value, "");
  });
}

test("a letter in doubt is still in doubt after going back to it, and is sent again", async () => {
  const { start, press, byId, online, posts, inSight } = open();
  start();
  byId("q-message").value = "typed";
  press("check");
  online.intake = false;
  press("send");
  await until(() => byId("state").textContent === "UNKNOWNAGAIN");
  press("previous");
  assert.equal(inSight(), "top section-letter section-more check");
  byId("q-message").value = "other";
  press("check");
  assert.equal(byId("state").textContent, "UNKNOWNAGAIN");
  online.intake = true;
  press("send");
  await until(() => !byId("arrived").hidden);
  const [first, second] = await Promise.all(posts.map(letterIn));
  assert.equal(second.letter, first.letter);
  assert.equal(second.answers.message, "other");
});

test("while a letter is on its way nothing leads back", async () => {
  const { start, press, byId, change, inSight } = open();
  start();
  byId("q-message").value = "typed";
  press("check");
  press("send");
  press("previous");
  change("letter");
  assert.equal(inSight(), "checking ending state send previous");
  await until(() => !byId("arrived").hidden);
});

test("a draft that is filled in leads back to the beginning", () => {
  const { start, press, byId, inSight } = open(STEPS);
  start();
  byId("q-message").value = "typed";
  press("continue");
  press("check");
  byId("q-message").value = "from the draft";
  dispatch(byId("letter"), "draft-filled");
  assert.equal(inSight(), "top section-letter continue");
});

test("an answer that was there before the script is not left folded", () => {
  const { start, byId } = open();
  byId("q-contact").value = "050";
  start();
  assert.equal(byId("section-more").getAttribute("open"), "");
});
