/**
 * Wires the sealed page: its view, the network and the sender. It only connects; each part can be
 * tried without the others.
 */

import { watchLengths } from "./counter.mjs";
import { whenIdle } from "./idle.mjs";
import { fetchKeyring, postEnvelope } from "./intake.mjs";
import { openKeyring } from "./keyring.mjs";
import { KeyringSource } from "./keyring_source.mjs";
import { parseVerifierKey } from "./note.mjs";
import { attribute, number, readQuestionnaire } from "./questionnaire.mjs";
import { Sender } from "./sender.mjs";
import { PageView } from "./view.mjs";
import { onLeaving, wipe } from "./wipe.mjs";

/**
 * Bring the page to life: let the person send if this browser can seal, close the form if not.
 *
 * @param {Window & typeof globalThis} window
 * @throws {import("./errors.mjs").PageMalformed} the page is not what write.mjs describes; then it
 *   stays as it was served, with Send disabled
 */
export function startPage(window) {
  const { document } = window;
  const view = new PageView(document);
  const questionnaire = readQuestionnaire(view.form);
  const clock = () => new Date();
  const keyrings = new KeyringSource({
    fetchKeyring: () => fetchKeyring(window.fetch),
    openKeyring: keyringOpener(view.form),
    clock,
  });
  /** @type {import("./sender.mjs").Ports["post"]} */
  const post = (envelope, serial) => postEnvelope(window.fetch, envelope, serial);
  const sender = new Sender(
    { keyrings, post, clock, idle: () => whenIdle(window), view },
    questionnaire,
  );
  listen(window, view, sender);
  // Missing where the page did not come over https.
  if (window.crypto?.subtle) sender.ready();
  else sender.close();
  if (document.readyState === "complete") sender.prepare();
}

/**
 * @param {Window} window
 * @param {PageView} view
 * @param {Sender} sender
 */
function listen(window, view, sender) {
  const { form } = view;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sender.submit();
  });
  form.addEventListener("input", () => sender.prepare(), { once: true });
  window.addEventListener("load", () => sender.prepare());
  watchLengths(form, view.texts);
  onLeaving(window, () => {
    wipe(form);
    sender.reset();
  });
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
