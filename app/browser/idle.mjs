/** Quiet moments, in which work disturbs nobody who is typing. */

/** Longest wait for one: somebody who writes without a pause is to be served too. */
const PATIENCE = 2000;

/**
 * Resolve when the page has nothing better to do.
 *
 * @param {Window} window
 * @returns {Promise<void>}
 */
export function whenIdle(window) {
  return new Promise((resolve) => {
    // Safari has no idle callbacks.
    if ("requestIdleCallback" in window) {
      window.requestIdleCallback(() => resolve(), { timeout: PATIENCE });
    } else {
      setTimeout(resolve, 0);
    }
  });
}
