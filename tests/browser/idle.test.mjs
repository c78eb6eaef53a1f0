import assert from "node:assert/strict";
import test from "node:test";
import { whenIdle } from "../../app/browser/idle.mjs";
import { asReal } from "./sealed_page.mjs";

test("a browser that knows its quiet moments is asked for one, within 2 seconds", async () => {
  /** @type {unknown[]} */
  const asked = [];
  const requestIdleCallback = (
    /** @type {() => void} */ callback,
    /** @type {unknown} */ options,
  ) => {
    asked.push(options);
    callback();
  };
  await whenIdle(asReal({ requestIdleCallback }));
  assert.deepEqual(asked, [{ timeout: 2000 }]);
});

test("in any other browser the moment is soon, but not now", { timeout: 5000 }, async () => {
  let idle = false;
  const waiting = whenIdle(asReal({})).then(() => {
    idle = true;
  });
  await Promise.resolve();
  assert.equal(idle, false);
  await waiting;
  assert.equal(idle, true);
});
