/** Random inputs that are the same in every run: a failure can be repeated. */

/**
 * Return a function that gives whole numbers from 0 to below its argument (mulberry32).
 *
 * @param {number} seed
 * @returns {(below: number) => number}
 */
export function randomNumbers(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const UNITS = [
  "a",
  " ",
  "\n",
  "\r",
  "\0",
  "\ud83d",
  "\ude00",
  "😀",
  "\u200f",
  "\u0301",
  "م",
  "\\",
  '"',
];

/**
 * Return a text made of what is hard to carry.
 *
 * @param {(below: number) => number} random
 * @param {number} longest in units
 * @returns {string}
 */
export function hardText(random, longest) {
  return Array.from({ length: random(longest) }, () => UNITS[random(UNITS.length)]).join("");
}
