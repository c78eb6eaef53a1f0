/** A letter's form with files in it: what leads on, and where its writer is taken if a file cannot go. */

import assert from "node:assert/strict";
import test from "node:test";
import { LetterForm } from "../../app/browser/letter_form.mjs";
import { PageView } from "../../app/browser/view.mjs";
import { dispatch, FakeElement } from "./fake_dom.mjs";
import { asReal, sealedPage } from "./sealed_page.mjs";

/**
 * Return a form whose files are as `files` says, and what became of it.
 *
 * @param {Record<string, unknown>} files
 * @param {boolean} [required] whether something has to be written
 */
function open(files, required = true) {
  const { document, byId } = sealedPage();
  const input = new FakeElement(document, "input", { id: "files-input", type: "file" });
  byId("letter").append(new FakeElement(document, "div", { id: "files" }, [input]));
  const question = byId("q-message").closest("[data-question]");
  if (!required) question?.removeAttribute("data-required");
  const fetched = { count: 0 };
  const keyring = async () => {
    fetched.count += 1;
    throw new TypeError("no network");
  };
  const ports = {
    keyrings: { current: keyring, refresh: keyring },
    newWayBack: () => ({ shown: null, begin: async () => {} }),
    now: () => new Date(0),
    idle: async () => {},
  };
  const letter = new LetterForm(new PageView(asReal(document)), asReal(ports));
  Object.defineProperties(letter.files, Object.getOwnPropertyDescriptors(files));
  letter.ready();
  return { document, byId, fetched, goOn: () => dispatch(byId("letter"), "submit") };
}

test("a file that was lost while it was being sent leads back to where files are", () => {
  let held = false;
  const page = open({ isEmpty: false, names: ["a.pdf"], hold: () => held });
  page.byId("q-message").value = "typed";
  page.goOn();
  assert.equal(page.byId("checking").hidden, false);
  held = true;
  page.goOn();
  assert.equal(page.byId("checking").hidden, true);
  assert.equal(page.byId("files").hidden, false);
  assert.equal(page.document.activeElement?.id, "files-input");
  assert.equal(page.fetched.count, 0);
});

test("files alone can be checked where nothing is required, and are told there", () => {
  const files = { isEmpty: false, names: ["a.pdf"], hold: () => false };
  for (const required of [true, false]) {
    const page = open(files, required);
    page.goOn();
    assert.equal(page.byId("checking").hidden, required);
    assert.equal(page.byId("checking-answers").textContent.includes("a.pdf"), !required);
  }
  const none = open({ isEmpty: true, names: [], hold: () => false }, false);
  none.goOn();
  assert.equal(none.byId("checking").hidden, true);
});
