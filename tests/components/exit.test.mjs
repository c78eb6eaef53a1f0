import assert from "node:assert/strict";
import test from "node:test";
import { startExit } from "../../app/frame/components/exit/exit.mjs";
import { dispatch } from "../browser/fake_dom.mjs";
import { leftPage } from "../browser/left_page.mjs";
import { asReal } from "../browser/sealed_page.mjs";

const AWAY = "https://weather.example/";

function open() {
  const page = leftPage();
  startExit(asReal(page.window));
  const { window, byId } = page;
  return {
    ...page,
    said: byId("exit-count"),
    cover: byId("exit-cover"),
    press: (key = "Shift", details = {}) => {
      dispatch(window, "keydown", { key, ...details });
      dispatch(window, "keyup", { key, ...details });
    },
  };
}

test("a click on the exit leaves nothing of the page and replaces it", () => {
  const { document, byId, cover, holds, moves, sheets } = open();
  const click = dispatch(byId("exit-words"), "click");
  assert.equal(click.defaultPrevented, true);
  assert.deepEqual(document.body.children, [cover]);
  assert.equal(cover.hidden, false);
  assert.equal(document.body.textContent, "Loading");
  assert.equal(document.title, "Loading");
  assert.equal(holds(), false);
  assert.deepEqual(sheets(), ["/clear.css"]);
  assert.deepEqual(moves.replaced, [AWAY]);
});

test("what is being read aloud falls silent at once", () => {
  const { byId, window } = open();
  let silenced = 0;
  Object.assign(window, { speechSynthesis: { cancel: () => silenced++ } });
  dispatch(byId("exit"), "click");
  assert.equal(silenced, 1);
});

test("the middle button leaves too, the one for menus does not", () => {
  const { byId, moves } = open();
  assert.equal(dispatch(byId("exit"), "auxclick", { button: 2 }).defaultPrevented, false);
  assert.deepEqual(moves.replaced, []);
  assert.equal(dispatch(byId("exit"), "auxclick", { button: 1 }).defaultPrevented, true);
  assert.deepEqual(moves.replaced, [AWAY]);
});

test("a click elsewhere leaves nothing", () => {
  const { byId, moves, holds } = open();
  assert.equal(dispatch(byId("message"), "click").defaultPrevented, false);
  assert.deepEqual(moves.replaced, []);
  assert.equal(holds(), true);
});

test("Shift three times leaves, and says how far it is", () => {
  const { press, said, moves } = open();
  press();
  assert.equal(said.textContent, "two more");
  press();
  assert.equal(said.textContent, "one more");
  assert.deepEqual(moves.replaced, []);
  press();
  assert.deepEqual(moves.replaced, [AWAY]);
});

test("whoever goes on pressing while the other site loads stays on the way there", () => {
  const { press, moves } = open();
  for (let presses = 0; presses < 7; presses += 1) press();
  assert.deepEqual(moves.replaced, [AWAY]);
});

/** @type {[string, (page: ReturnType<typeof open>) => void][]} */
const RESETS = [
  ["another key", ({ press }) => press("a")],
  ["the pointer", ({ window }) => void dispatch(window, "pointerdown")],
  ["the wheel", ({ window }) => void dispatch(window, "wheel")],
  ["another window", ({ window }) => void dispatch(window, "blur")],
];
for (const [name, reset] of RESETS) {
  test(`${name} between the presses begins the count again`, () => {
    const page = open();
    page.press();
    page.press();
    reset(page);
    assert.equal(page.said.textContent, "");
    page.press();
    page.press();
    assert.deepEqual(page.moves.replaced, []);
    page.press();
    assert.deepEqual(page.moves.replaced, [AWAY]);
  });
}

test("a capital letter, a change of keyboard and a word being composed are no presses", () => {
  const { window, press, moves } = open();
  for (let times = 0; times < 3; times += 1) {
    dispatch(window, "keydown", { key: "Shift" });
    press("A");
    dispatch(window, "keyup", { key: "Shift" });
    press("Shift", { altKey: true });
    press("Shift", { ctrlKey: true });
    press("Shift", { isComposing: true });
  }
  assert.deepEqual(moves.replaced, []);
});

test("Shift held down is one press", () => {
  const { window, moves, said } = open();
  for (let times = 0; times < 5; times += 1) {
    dispatch(window, "keydown", { key: "Shift", repeat: times > 0 });
  }
  dispatch(window, "keyup", { key: "Shift" });
  assert.equal(said.textContent, "two more");
  assert.deepEqual(moves.replaced, []);
});

test("a press counts for five seconds", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { press, said, moves } = open();
  press();
  context.mock.timers.tick(4999);
  press();
  context.mock.timers.tick(4999);
  assert.equal(said.textContent, "one more");
  context.mock.timers.tick(1);
  assert.equal(said.textContent, "");
  press();
  assert.equal(said.textContent, "two more");
  assert.deepEqual(moves.replaced, []);
});
