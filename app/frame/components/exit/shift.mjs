/**
 * The Shift key pressed by itself, several times in a row: the way out for hands on a keyboard.
 *
 * A press counts when the key comes up with no other key or button between, so that capital
 * letters, selecting with the mouse and changing the keyboard (Alt and Shift) never count.
 */

const WITHIN_MS = 5000;

/**
 * Call `onCount` with the number of presses so far, and with 0 when they no longer count.
 *
 * @param {Window & typeof globalThis} window
 * @param {(count: number) => void} onCount
 */
export function countShift(window, onCount) {
  let count = 0;
  let alone = false;
  /** @type {number | undefined} */
  let timer;

  /** @param {number} next */
  const set = (next) => {
    window.clearTimeout(timer);
    if (next > 0) timer = window.setTimeout(() => set(0), WITHIN_MS);
    if (next === count) return;
    count = next;
    onCount(count);
  };
  const reset = () => {
    alone = false;
    set(0);
  };

  window.addEventListener("keydown", (event) => {
    const { key, repeat, altKey, ctrlKey, metaKey, isComposing } = event;
    if (key !== "Shift" || altKey || ctrlKey || metaKey || isComposing) reset();
    else if (!repeat) alone = true;
  });
  window.addEventListener("keyup", ({ key }) => {
    if (key !== "Shift" || !alone) return;
    alone = false;
    set(count + 1);
  });
  window.addEventListener("pointerdown", reset);
  // Shift and the wheel scroll sideways.
  window.addEventListener("wheel", reset, { passive: true });
  window.addEventListener("blur", reset);
}
