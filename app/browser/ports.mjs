/**
 * What stands between a sealed page and the world: the network, the clock, quiet moments, and the
 * keyring, which is believed only by the keys that the page was opened with.
 */

import { whenIdle } from "./idle.mjs";
import { fetchKeyring, postEnvelope } from "./intake.mjs";
import { openKeyring } from "./keyring.mjs";
import { KeyringSource } from "./keyring_source.mjs";
import { parseVerifierKey } from "./note.mjs";
import { attribute, number } from "./questionnaire.mjs";

/**
 * @param {Window & typeof globalThis} window
 * @param {HTMLFormElement} form the one with which the page was opened: it names the keys to trust
 * @returns {Omit<import("./sender.mjs").Ports, "newWayBack" | "files"> & {clock: () => Date}} `clock`: the device's
 */
export function portsOf(window, form) {
  const clock = () => new Date();
  const keyrings = new KeyringSource({
    fetchKeyring: () => fetchKeyring(window.fetch),
    openKeyring: keyringOpener(form),
    clock,
  });
  return {
    keyrings,
    post: (envelope, serial) => postEnvelope(window.fetch, envelope, serial),
    clock,
    now: () => keyrings.now(),
    idle: () => whenIdle(window),
  };
}

/**
 * @param {HTMLFormElement} form
 * @returns {(text: string, clocks: import("./keyring.mjs").Clocks) => Promise<import("./keyring.mjs").Keyring>}
 */
function keyringOpener(form) {
  const vkey = attribute(form, "root");
  const minimumSerial = number(form, "minimumSerial");
  return async (text, clocks) =>
    openKeyring(text, { root: await parseVerifierKey(vkey), minimumSerial }, clocks);
}
