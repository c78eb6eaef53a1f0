import assert from "node:assert/strict";
import test from "node:test";
import { startPage } from "../../app/browser/writing.mjs";
import { dispatch } from "./fake_dom.mjs";
import { letterIn, openSite, until } from "./pretended_site.mjs";
import { asReal, send } from "./sealed_page.mjs";

const ENGLISH = "https://turva.test/en/write/";

/** @param {Parameters<typeof openSite>[0]} [options] */
function open(options) {
  const site = openSite(options);
  startPage(asReal(site.window));
  const { byId, document } = site;
  return {
    ...site,
    said: () => byId("languages-state").children.map(({ textContent }) => textContent),
    /** @param {string} lang */
    inLanguage: (lang) => until(() => document.documentElement.lang === lang),
  };
}

/** @param {ReturnType<typeof open>} site */
function write({ byId }) {
  byId("q-message").value = "  typed\n";
  byId("q-contact").value = "050";
  byId("q-what_help-papers").checked = true;
  byId("q-writer-for_me").checked = true;
}

/** @param {ReturnType<typeof open>} site */
function written({ byId }) {
  return {
    texts: ["q-message", "q-contact"].map((id) => byId(id).value),
    chosen: ["q-what_help-talk", "q-what_help-papers", "q-writer-for_me"].map(
      (id) => byId(id).checked,
    ),
  };
}

const WRITTEN = { texts: ["  typed\n", "050"], chosen: [false, true, true] };

test("with nothing typed the names are plain links", () => {
  const { byId, requests } = open();
  const click = dispatch(byId("en"), "click");
  assert.equal(click.defaultPrevented, false);
  assert.deepEqual(requests, []);
});

for (const details of [
  { ctrlKey: true },
  { metaKey: true },
  { shiftKey: true },
  { altKey: true },
  { button: 1 },
]) {
  test(`a click with ${JSON.stringify(details)} keeps its own meaning`, () => {
    const site = open();
    write(site);
    assert.equal(dispatch(site.byId("en"), "click", details).defaultPrevented, false);
    assert.deepEqual(site.requests, []);
  });
}

test("what was typed and chosen stands on the page in the other language", async () => {
  const site = open();
  const { byId, document, window, inLanguage, said } = site;
  write(site);
  const left = byId("q-message");
  const click = dispatch(byId("en"), "click");
  assert.equal(click.defaultPrevented, true);
  assert.deepEqual(said(), ["WAIT", "KEPT"]);
  await inLanguage("en");
  assert.deepEqual(written(site), WRITTEN);
  assert.equal(document.documentElement.dir, "ltr");
  assert.equal(window.location.href, ENGLISH);
  assert.equal(document.activeElement, byId("en"));
  await until(() => said().join() === "CHANGED,KEPT");
  assert.equal(left.value, "", "the page that was left still holds the text");
});

test("one word in any field is enough to be kept", async () => {
  for (const [id, field] of [
    ["q-contact", "value"],
    ["q-writer-for_someone", "checked"],
  ]) {
    const { byId, inLanguage } = open();
    const set = () => /** @type {any} */ (byId(id ?? ""))[field ?? ""];
    Object.assign(byId(id ?? ""), { [field ?? ""]: field === "value" ? " " : true });
    const before = set();
    dispatch(byId("en"), "click");
    await inLanguage("en");
    assert.equal(set(), before);
  }
});

test("the new page sends, once, in its own language, and forgets when it is left", async () => {
  const site = open();
  const { byId, posts, inLanguage, window } = site;
  write(site);
  dispatch(byId("fi"), "click");
  await inLanguage("fi");
  dispatch(byId("ar"), "click");
  await inLanguage("ar");
  dispatch(byId("en"), "click");
  await inLanguage("en");
  assert.equal(byId("send").disabled, false);
  assert.equal(send(byId).defaultPrevented, true);
  await until(() => !byId("arrived").hidden);
  assert.equal(posts.length, 1);
  const letter = await letterIn(posts[0]);
  assert.equal(letter.language, "en");
  assert.equal(letter.answers.message, "  typed\n");
  byId("q-message").value = "again";
  dispatch(window, "pagehide");
  assert.equal(byId("q-message").value, "");
});

test("a letter in doubt stays the same letter: the very same bytes go again", async () => {
  const site = open();
  const { byId, online, posts, inLanguage, document } = site;
  write(site);
  online.intake = false;
  send(byId);
  await until(() => byId("state").textContent === "UNKNOWNAGAIN");
  dispatch(byId("en"), "click");
  await inLanguage("en");
  assert.equal(byId("state").textContent, "UNKNOWNAGAIN");
  assert.equal(document.title, "Title: unknown");
  online.intake = true;
  send(byId);
  await until(() => !byId("arrived").hidden);
  assert.deepEqual(posts[1], posts[0]);
});

test("a letter that was changed after a try in doubt is sealed anew, in the new language", async () => {
  const site = open();
  const { byId, online, posts, inLanguage } = site;
  write(site);
  online.intake = false;
  send(byId);
  await until(() => posts.length === 1 && byId("state").textContent !== "SENDING");
  byId("q-message").value = "other";
  dispatch(byId("en"), "click");
  await inLanguage("en");
  online.intake = true;
  send(byId);
  await until(() => !byId("arrived").hidden);
  const [first, second] = await Promise.all(posts.map(letterIn));
  assert.equal(second.letter, first.letter);
  assert.deepEqual([first.language, second.language], ["ar", "en"]);
});

test("problems are shown again, in the words of the new page", async () => {
  const { byId, document, inLanguage } = open();
  byId("q-contact").value = "050";
  send(byId);
  assert.equal(byId("q-message-error").textContent, "REQUIRED");
  dispatch(byId("en"), "click");
  await inLanguage("en");
  assert.equal(byId("q-message-error").textContent, "REQUIRED en");
  assert.equal(document.activeElement, byId("problems"));
  assert.equal(document.title, "Title: error");
});

test("that a letter arrived is said in the new language too, and of no text that it is here", async () => {
  const site = open();
  const { byId, inLanguage, said, document } = site;
  write(site);
  send(byId);
  await until(() => !byId("arrived").hidden);
  dispatch(byId("en"), "click");
  await inLanguage("en");
  assert.deepEqual([byId("arrived").hidden, byId("letter").hidden], [false, true]);
  assert.equal(document.activeElement, byId("arrived-title"));
  await until(() => said().join() === "CHANGED");
});

test("a closed form stays closed", async () => {
  const site = open({ keyring: "<h1>Sign in to this Wi-Fi</h1>" });
  const { byId, inLanguage, posts, window } = site;
  dispatch(window, "load");
  await until(() => byId("state").textContent === "CLOSED");
  write(site);
  dispatch(byId("en"), "click");
  await inLanguage("en");
  assert.deepEqual([byId("state").textContent, byId("send").hidden], ["CLOSED", true]);
  send(byId);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(posts.length, 0);
  assert.deepEqual(written(site), WRITTEN);
});

test("while a letter is being sent the language stays, and the letter arrives", async () => {
  const site = open();
  const { byId, document, requests } = site;
  write(site);
  send(byId);
  assert.equal(dispatch(byId("en"), "click").defaultPrevented, true);
  await until(() => !byId("arrived").hidden);
  assert.equal(document.documentElement.lang, "ar");
  assert.ok(!requests.includes("/en/write/"));
});

test("who presses Send while the other page is coming stays in the old language", async () => {
  const site = open();
  const { byId, document, online, said, requests } = site;
  write(site);
  online.keyring = null;
  dispatch(byId("en"), "click");
  send(byId);
  await until(() => requests.includes("/en/write/") && said().length === 0);
  assert.equal(document.documentElement.lang, "ar");
  assert.deepEqual(written(site), WRITTEN);
});

test("of two languages asked for the later one comes", async () => {
  const site = open();
  const { byId, document, inLanguage, requests } = site;
  write(site);
  dispatch(byId("en"), "click");
  dispatch(byId("fi"), "click");
  dispatch(byId("fi"), "click");
  await inLanguage("fi");
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(document.documentElement.lang, "fi");
  assert.deepEqual(requests, ["/en/write/", "/fi/write/"]);
  assert.deepEqual(written(site), WRITTEN);
});

test("a page that was emptied by the exit meanwhile is not filled again", async () => {
  const site = open();
  const { byId, document, requests } = site;
  write(site);
  const form = byId("letter");
  dispatch(byId("en"), "click");
  document.body.replaceChildren();
  await until(() => requests.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(form.isConnected, false);
  assert.equal(document.body.children.length, 0);
  assert.equal(document.documentElement.lang, "ar");
});

test("a page that was left while the other one was coming stays empty", async () => {
  const site = open();
  const { byId, document, requests, window } = site;
  write(site);
  dispatch(byId("en"), "click");
  dispatch(window, "pagehide");
  await until(() => requests.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(document.documentElement.lang, "ar");
  assert.equal(byId("q-message").value, "");
});

/** @typedef {{status: number, responseURL: string, response: any}} Come */

/** @type {Record<string, (come: Come) => unknown>} what may come instead of our page */
const OTHERS = {
  nothing: () => {
    throw new Error("offline");
  },
  "an error page": (come) => ({ ...come, status: 503 }),
  "a page of another address": (come) => ({ ...come, responseURL: "https://turva.test/wifi" }),
  "no document": (come) => ({ ...come, response: null }),
  "a page in another language than asked for": (come) => {
    come.response.documentElement.lang = "fi";
    return come;
  },
  "a page without its form": (come) => {
    come.response.getElementById("letter").remove();
    return come;
  },
  "a page without languages": (come) => {
    come.response.getElementById("languages").remove();
    return come;
  },
  "a page with one question less": (come) => {
    come.response.getElementById("q-contact").parent.remove();
    return come;
  },
  ...Object.fromEntries(
    [
      ["data-root", "another"],
      ["data-minimum-serial", "2"],
      ["data-version", "2"],
      ["data-form", "refer"],
      ["action", "/elsewhere"],
      ["onclick", "x()"],
      ["style", "color: red"],
    ].map(([name = "", value]) => [
      `a form with another ${name}`,
      (/** @type {Come} */ come) => {
        come.response.getElementById("letter").setAttribute(name, value);
        return come;
      },
    ]),
  ),
  ...Object.fromEntries(
    [
      ["exit", "data-away", "https://evil.test/"],
      ["exit", "data-clear", "https://evil.test/clear.css"],
      ["call", "href", "tel:113"],
      ["way-out", "href", "//evil.test/"],
      ["way-out", "href", "/\\evil.test/"],
      ["way-out", "href", "javascript:x()"],
    ].map(([id = "", name = "", value = ""]) => [
      `a page whose ${id} leads to ${value}`,
      (/** @type {Come} */ come) => {
        come.response.getElementById(id).setAttribute(name, value);
        return come;
      },
    ]),
  ),
  ...Object.fromEntries(
    ["script", "style", "iframe", "base", "object", "embed", "link", "meta", "template"].map(
      (tag) => [
        `a page with a ${tag} in it`,
        (/** @type {Come} */ come) => {
          come.response.body.append(come.response.createElement(tag));
          return come;
        },
      ],
    ),
  ),
};

for (const [what, instead] of Object.entries(OTHERS)) {
  test(`if ${what} comes, the page stays, with the text, and says so`, async () => {
    const site = open();
    const { byId, document, online, said, window, inLanguage } = site;
    const { twin } = online;
    write(site);
    online.twin = (href, lang) => instead(twin(href, lang));
    dispatch(byId("en"), "click");
    await until(() => said().join() === "FAILED,KEPT");
    assert.deepEqual(
      [document.documentElement.lang, document.documentElement.dir, window.location.href],
      ["ar", "rtl", "https://turva.test/ar/write/"],
    );
    assert.deepEqual(written(site), WRITTEN);
    online.twin = twin;
    dispatch(byId("en"), "click");
    await inLanguage("en");
    assert.deepEqual(written(site), WRITTEN);
  });
}

test("what is meant for browsers without script is not shown to others", async () => {
  const site = open();
  const { byId, document, online, inLanguage } = site;
  const { twin } = online;
  online.twin = (href, lang) => {
    const come = twin(href, lang);
    const without = come.response.createElement("noscript");
    without.append(come.response.createElement("b"));
    come.response.body.append(without);
    return come;
  };
  write(site);
  dispatch(byId("en"), "click");
  await inLanguage("en");
  assert.deepEqual(document.querySelectorAll("noscript, b"), []);
});
