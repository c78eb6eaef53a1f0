/**
 * What a person typed, in the one form in which it is counted and sealed (WIRE §5). Never trims,
 * folds or re-composes: what was typed arrives. The same as app/text.py, by shared vectors.
 */

/**
 * Return the text as it travels: newlines as LF, lone surrogates and NUL as U+FFFD.
 *
 * @param {string} text
 * @returns {string}
 */
export function normalise(text) {
  // With the u flag a surrogate that has its partner is no surrogate but half of a character.
  return text.replace(/\r\n?/g, "\n").replace(/[\0\p{Surrogate}]/gu, "\ufffd");
}

/**
 * Return the number of code points of a normalised text: the unit of every limit.
 *
 * @param {string} text
 * @returns {number}
 */
export function count(text) {
  let points = 0;
  for (const _point of text) points += 1;
  return points;
}
