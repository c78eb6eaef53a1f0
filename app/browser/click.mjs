/** Which clicks follow a link in this very tab: all others keep the page, and whoever wrote on it. */

/**
 * Tell whether a click is one that nobody has taken yet, and that opens no other tab or window.
 *
 * @param {MouseEvent} event
 * @returns {boolean}
 */
export function isPlainClick({ defaultPrevented, button, altKey, ctrlKey, metaKey, shiftKey }) {
  return !defaultPrevented && button === 0 && !altKey && !ctrlKey && !metaKey && !shiftKey;
}
