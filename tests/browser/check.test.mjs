import assert from "node:assert/strict";
import test from "node:test";
import { Check } from "../../app/browser/checking.mjs";
import { PageMalformed } from "../../app/browser/errors.mjs";
import { SealedPage } from "../../app/browser/page.mjs";
import { checkPage } from "./check_page.mjs";
import { dispatch, fakeRequests } from "./fake_dom.mjs";
import { until } from "./pretended_site.mjs";
import { asReal } from "./sealed_page.mjs";

/** @param {(href: string) => any} [answer] what comes for another language's page */
function open(answer = () => ({})) {
  const page = checkPage();
  /** @type {string[]} */
  const requests = [];
  page.window.XMLHttpRequest = fakeRequests(async (href) => {
    requests.push(href);
    return answer(href);
  });
  new SealedPage(asReal(page.window), new Check(asReal(page.window))).start();
  const { byId, document } = page;
  return {
    ...page,
    requests,
    /** @param {string} id */
    press: (id) => dispatch(byId(id), "click"),
    /** @param {string[]} ids of answers: "pay-yes" */
    choose: (...ids) => {
      for (const id of ids) {
        byId(`q-${id}`).checked = true;
        dispatch(byId(`q-${id}`), "input");
      }
    },
    toTheEnd: () => {
      while (byId("end").hidden) dispatch(byId("check-on"), "click");
    },
    focused: () => document.activeElement?.id,
    shown: () =>
      byId("check")
        .querySelectorAll("[data-step]")
        .filter((each) => !each.hidden)
        .map((each) => each.attributes["data-question"] ?? each.id),
    buttons: () => ["on", "back", "stop", "again"].filter((name) => !byId(`check-${name}`).hidden),
    outcomes: () =>
      document
        .querySelectorAll("[data-outcome]")
        .filter((each) => !each.hidden)
        .map((each) => each.textContent),
    checked: () =>
      document
        .querySelectorAll("input")
        .filter((each) => each.checked)
        .map((each) => each.id),
  };
}

test("one part stands on the page at a time, under its title, and the focus goes to it", () => {
  const { byId, document, press, shown, buttons, focused } = open();
  assert.equal(byId("check-ways").hidden, false);
  assert.deepEqual([shown(), buttons(), document.title], [["intro"], ["on"], "Questions"]);
  assert.equal(focused(), undefined, "nobody has pressed anything yet");
  press("check-on");
  assert.deepEqual(shown(), ["part-1", "under_18", "pay"]);
  assert.deepEqual(buttons(), ["on", "back", "stop"]);
  assert.deepEqual([focused(), document.title], ["part-1", "Part 1"]);
  press("check-on");
  press("check-on");
  assert.deepEqual(shown(), ["part-3", "threats"]);
  press("check-on");
  assert.deepEqual([shown(), buttons()], [["end"], ["back", "again"]]);
  assert.deepEqual([focused(), document.title], ["end", "End"]);
  press("check-back");
  assert.deepEqual([shown(), focused()], [["part-3", "threats"], "part-3"]);
});

test("going on and back keeps the answers and asks the network for nothing", () => {
  const { window, press, choose, checked, requests } = open();
  press("check-on");
  choose("pay-yes");
  press("check-on");
  choose("talk-not_sure");
  press("check-back");
  assert.deepEqual(checked(), ["q-pay-yes", "q-talk-not_sure"]);
  assert.deepEqual(requests, []);
  assert.equal(window.location.href, "https://turva.test/ar/check/");
  assert.deepEqual(window.location.went, []);
});

for (const { chosen, said, taken } of [
  { chosen: [], said: "otherwise", taken: false },
  { chosen: ["pay-no", "move-skip", "talk-not_sure"], said: "otherwise", taken: true },
  { chosen: ["pay-skip", "threats-yes"], said: "yes", taken: true },
  { chosen: ["pay-not_sure", "threats-not_sure"], said: "unsure", taken: true },
  { chosen: ["under_18-yes", "pay-no"], said: "young", taken: true },
  { chosen: ["under_18-no"], said: "otherwise", taken: false },
]) {
  test(`${chosen.join(", ") || "no answer"} leads to ${said}, and to no other words`, () => {
    const { byId, choose, toTheEnd, outcomes } = open();
    choose(...chosen);
    toTheEnd();
    assert.deepEqual(outcomes(), [said]);
    assert.equal(byId("take").hidden, !taken);
  });
}

test("an answer that was changed changes what is said", () => {
  const { byId, choose, toTheEnd, outcomes, press } = open();
  choose("threats-yes");
  toTheEnd();
  press("check-back");
  byId("q-threats-yes").checked = false;
  choose("threats-no");
  press("check-on");
  assert.deepEqual(outcomes(), ["otherwise"]);
});

test("who stops leaves no answer behind, is told so, and finds no way back to the questions", () => {
  const { byId, press, choose, shown, outcomes, checked, buttons } = open();
  press("check-on");
  choose("pay-yes", "under_18-yes");
  press("check-stop");
  assert.deepEqual([shown(), outcomes(), checked()], [["end"], ["stopped"], []]);
  assert.deepEqual(buttons(), ["again"]);
  assert.equal(byId("take").hidden, true);
});

test("who empties all answers stands at the beginning, and can go through anew", () => {
  const { focused, press, choose, toTheEnd, shown, outcomes, checked } = open();
  choose("pay-yes");
  toTheEnd();
  press("check-again");
  assert.deepEqual([shown(), checked()], [["intro"], []]);
  assert.equal(focused(), "intro");
  toTheEnd();
  assert.deepEqual(outcomes(), ["otherwise"]);
});

for (const { name, details } of [
  { name: "pagehide", details: {} },
  { name: "pageshow", details: { persisted: true } },
]) {
  test(`${name} leaves nothing of what was answered and of what it led to`, () => {
    const { window, choose, toTheEnd, shown, checked, outcomes, document } = open();
    choose("pay-yes");
    toTheEnd();
    dispatch(window, name, details);
    assert.deepEqual([shown(), checked(), document.title], [["intro"], [], "Questions"]);
    assert.deepEqual(outcomes(), ["otherwise"]);
  });
}

test("Enter sends nothing", () => {
  const { byId } = open();
  assert.equal(dispatch(byId("check"), "submit").defaultPrevented, true);
});

test("another language goes on at the same place with the same answers", async () => {
  const twin = (/** @type {string} */ href) => ({
    status: 200,
    responseURL: href,
    response: checkPage({ form: { "data-language": "en", "data-write": "/en/write/" } }).document,
  });
  const { byId, document, window, choose, press, shown, checked } = open(twin);
  press("check-on");
  choose("pay-yes", "threats-not_sure");
  const left = byId("q-pay-yes");
  assert.equal(press("en").defaultPrevented, true);
  await until(() => document.documentElement.lang === "en");
  assert.deepEqual(shown(), ["part-1", "under_18", "pay"]);
  assert.deepEqual(checked(), ["q-pay-yes", "q-threats-not_sure"]);
  assert.equal(window.location.href, "https://turva.test/en/check/");
  assert.equal(left.checked, false, "the page that was left still holds an answer");
  press("check-stop");
  assert.deepEqual([shown(), checked()], [["end"], []]);
});

test("with nothing answered the names of the languages are plain links", () => {
  const { press } = open();
  assert.equal(press("en").defaultPrevented, false);
});

for (const id of [
  "check",
  "check-ways",
  "check-on",
  "check-stop",
  "take",
  "take-state",
  "part-2",
]) {
  test(`without ${id} the script stays out`, () => {
    const { window, document } = checkPage({ without: id });
    assert.throws(() => new Check(asReal(window)), PageMalformed);
    const steps = document.querySelectorAll("[data-step]");
    assert.equal(
      steps.some(({ hidden }) => hidden),
      false,
      "a question is out of reach",
    );
  });
}

for (const name of ["data-root", "data-site", "data-minimum-serial", "data-write", "data-script"]) {
  test(`without ${name} the script stays out`, () => {
    const { window } = checkPage({ form: { [name]: undefined } });
    assert.throws(() => new Check(asReal(window)), PageMalformed);
  });
}
