import assert from "node:assert/strict";
import test from "node:test";
import { Check } from "../../app/browser/checking.mjs";
import { SealedPage } from "../../app/browser/page.mjs";
import { checkPage, SCRIPT } from "./check_page.mjs";
import { dispatch, FakeElement } from "./fake_dom.mjs";
import { letterIn, openSite, root, until } from "./pretended_site.mjs";
import { asReal, sealedPage } from "./sealed_page.mjs";

const HERE = "https://turva.test/ar/check/";

/**
 * Return the writing page as it comes.
 *
 * @param {{form?: Record<string, string>, script?: string}} [options]
 */
function writingPage({ form = {}, script = SCRIPT } = {}) {
  const { document, byId } = sealedPage({ root: root.vkey, form });
  document.documentElement.lang = form["data-language"] ?? "ar";
  byId("skip").href = "#main";
  document.head.append(new FakeElement(document, "script", { src: script }));
  document.body.append(new FakeElement(document, "h1", { id: "heading" }));
  return { document, byId };
}

/** @param {(href: string) => any} [answer] what comes for the writing page */
function open(answer = (href) => came(href, writingPage().document)) {
  const page = checkPage({ form: { "data-root": root.vkey } });
  // The network and the intake of a writing page stand behind this one.
  const { window, requests, posts } = openSite();
  page.window.fetch = window.fetch;
  page.window.XMLHttpRequest = window.XMLHttpRequest;
  const { open: opened } = page.window.XMLHttpRequest.prototype;
  page.window.XMLHttpRequest = class extends page.window.XMLHttpRequest {
    /** @type {string} */
    asked = "";
    /**
     * @param {string} method
     * @param {string} href
     */
    open(method, href) {
      this.asked = href;
      opened.call(this, method, href);
    }

    async send() {
      requests.push(new URL(this.asked).pathname);
      await new Promise(setImmediate);
      Object.assign(this, await answer(this.asked));
      dispatch(asReal(this), "loadend");
    }
  };
  new SealedPage(asReal(page.window), new Check(asReal(page.window))).start();
  const { byId } = page;
  for (const id of ["under_18-no", "pay-yes", "move-not_sure", "talk-no", "threats-skip"]) {
    byId(`q-${id}`).checked = true;
  }
  while (byId("end").hidden) dispatch(byId("check-on"), "click");
  return { ...page, requests, posts };
}

/**
 * @param {string} href
 * @param {unknown} response
 */
function came(href, response) {
  return { status: 200, responseURL: href, response };
}

const TAKEN = "pay? YES\nmove? NOT_SURE";

test("yes and not sure become the text of a letter; nothing else goes anywhere", async () => {
  const { byId, document, window, requests, posts } = open();
  assert.deepEqual(requests, []);
  const left = byId("q-pay-yes");
  dispatch(byId("take-along"), "click");
  await until(() => document.getElementById("letter") !== null && !byId("send").disabled);
  assert.equal(byId("q-message").value, TAKEN);
  assert.equal(document.activeElement?.id, "heading");
  assert.equal(window.location.href, HERE);
  assert.deepEqual(posts, []);
  assert.equal(requests[0], "/ar/write/");
  assert.deepEqual(
    requests.filter((path) => !["/ar/write/", "/keyring.txt", "/notice.txt"].includes(path)),
    [],
  );
  assert.equal(left.checked, false, "the page that was left still holds an answer");
});

test("the letter goes as one that was typed there, and is forgotten like it", async () => {
  const { byId, document, window, posts } = open();
  dispatch(byId("take-along"), "click");
  await until(() => document.getElementById("letter") !== null && !byId("send").disabled);
  byId("q-message").value += "\nmore";
  // To what is checked before sending, and from there.
  dispatch(byId("letter"), "submit");
  dispatch(byId("letter"), "submit");
  await until(() => !byId("arrived").hidden);
  const letter = await letterIn(posts[0]);
  assert.deepEqual([letter.form, letter.language], ["write", "ar"]);
  assert.equal(letter.answers.message, `${TAKEN}\nmore`);
  byId("q-message").value = TAKEN;
  dispatch(window, "pagehide");
  assert.equal(byId("q-message").value, "");
});

/** @type {Record<string, (href: string) => any>} */
const ATTACKS = {
  "no page": () => ({ status: 503, response: null }),
  "a page from elsewhere": (href) => came(`${href}?`, writingPage().document),
  "a page that trusts another root": (href) =>
    came(href, writingPage({ form: { "data-root": "evil" } }).document),
  "a page that believes an older keyring": (href) =>
    came(href, writingPage({ form: { "data-minimum-serial": "0" } }).document),
  "a page of another host": (href) =>
    came(href, writingPage({ form: { "data-site": "evil.test" } }).document),
  "a page in another language": (href) =>
    came(href, writingPage({ form: { "data-language": "en" } }).document),
  "a page for another letter": (href) =>
    came(href, writingPage({ form: { "data-form": "call" } }).document),
  "a page of another build": (href) =>
    came(href, writingPage({ script: "/assets/write-ba9876543210.js" }).document),
  "a page with a script": (href) => came(href, withMore("script", { src: "/x.js" })),
  "a page with a frame": (href) => came(href, withMore("iframe", { src: "/x" })),
  "a page that hears clicks by itself": (href) => came(href, withMore("p", { onclick: "x" })),
  "a page that posts": (href) => came(href, withMore("form", { action: "/x" })),
  "a page that leads elsewhere": (href) => came(href, withMore("a", { href: "https://evil.test" })),
  "a page that calls another number": (href) => came(href, withMore("a", { href: "tel:666" })),
  "a page without the field": (href) => {
    const { document, byId } = writingPage();
    byId("q-message").remove();
    return came(href, document);
  },
};

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 */
function withMore(tag, attributes) {
  const { document } = writingPage();
  document.body.append(new FakeElement(document, tag, attributes));
  return document;
}

for (const [name, answer] of Object.entries(ATTACKS)) {
  test(`${name} is not shown: the answers stay, and it is said`, async () => {
    const { byId, document, posts } = open(answer);
    dispatch(byId("take-along"), "click");
    assert.equal(byId("take-state").textContent, "WAIT");
    await until(() => byId("take-state").textContent === "FAILED");
    assert.equal(document.getElementById("letter") === null, true);
    assert.equal(byId("q-pay-yes").checked, true);
    assert.equal(byId("end").hidden, false);
    assert.deepEqual(posts, []);
  });
}

for (const { name, act } of [
  { name: "emptied the answers", act: (/** @type {any} */ page) => press(page, "check-again") },
  { name: "left", act: (/** @type {any} */ { window }) => dispatch(window, "pagehide") },
]) {
  test(`who has ${name} meanwhile takes nothing along`, async () => {
    /** @type {any} */
    let page;
    let asked = false;
    page = open((href) => {
      act(page);
      asked = true;
      return came(href, writingPage().document);
    });
    press(page, "take-along");
    await until(() => asked);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(page.document.getElementById("letter") === null, true);
    assert.equal(page.byId("intro").hidden, false);
  });
}

/**
 * @param {{byId: (id: string) => FakeElement}} page
 * @param {string} id
 */
function press({ byId }, id) {
  dispatch(byId(id), "click");
}
