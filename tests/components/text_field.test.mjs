import assert from "node:assert/strict";
import test from "node:test";
import { readTexts } from "../../app/browser/texts.mjs";
import { lengthText, watchLengths } from "../../app/frame/components/text_field/text_field.mjs";
import { dispatch } from "../browser/fake_dom.mjs";
import { asReal, sealedPage } from "../browser/sealed_page.mjs";

const TEXTS = { textLeft: "LEFT {n}", textOver: "OVER {n}" };

test("nothing is said of a length that is far from its limit", () => {
  assert.equal(lengthText("a".repeat(89), 100, TEXTS), "");
});

test("near the limit the rest is told, over it the excess, in code points", () => {
  assert.equal(lengthText("😀".repeat(90), 100, TEXTS), "LEFT 10");
  assert.equal(lengthText("\r\n".repeat(100), 100, TEXTS), "LEFT 0");
  assert.equal(lengthText("\ud800".repeat(101), 100, TEXTS), "OVER 1");
});

test("the count changes when the typing pauses, not on every key", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { byId } = sealedPage();
  const form = asReal(byId("letter"));
  watchLengths(form, readTexts(form));
  const [message, count] = [byId("q-message"), byId("q-message-count")];
  for (const length of [94, 95, 96]) {
    message.value = "a".repeat(length);
    dispatch(message, "input");
    t.mock.timers.tick(400);
    assert.equal(count.textContent, "");
  }
  t.mock.timers.tick(400);
  assert.equal(count.textContent, "LEFT 4");
  message.value = "a";
  dispatch(message, "input");
  t.mock.timers.tick(800);
  assert.equal(count.textContent, "");
});
