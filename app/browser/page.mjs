/**
 * The sealed page: its view, the network and the sender, wired. What stands on the page can be
 * exchanged for another language's; what was typed, the letter and the keys to trust stay.
 */

import { LanguagePicker } from "../frame/components/language_picker/language_picker.mjs";
import { askBeforeLeaving } from "../frame/components/leaving/leaving.mjs";
import { watchLengths } from "../frame/components/text_field/text_field.mjs";
import { whenIdle } from "./idle.mjs";
import { fetchKeyring, postEnvelope } from "./intake.mjs";
import { openKeyring } from "./keyring.mjs";
import { KeyringSource } from "./keyring_source.mjs";
import { parseVerifierKey } from "./note.mjs";
import { attribute, fillAnswers, hasAnswers, number, readQuestionnaire } from "./questionnaire.mjs";
import { Sender } from "./sender.mjs";
import { checkTwin, loadTwin, showTwin } from "./twin.mjs";
import { PageView } from "./view.mjs";
import { onLeaving, wipe } from "./wipe.mjs";

/** Until then a screen reader has found the new page's place for what is said. */
const SETTLED = 200;

/**
 * Bring the page to life: let the person send if this browser can seal, close the form if not.
 *
 * @param {Window & typeof globalThis} window
 * @throws {import("./errors.mjs").PageMalformed} the page is not what write.mjs describes; then it
 *   stays as it was served, with Send disabled
 */
export function startPage(window) {
  const view = new PageView(window.document);
  const picker = new LanguagePicker(window.document);
  const questionnaire = readQuestionnaire(view.form);
  const sender = new Sender(portsOf(window, view.form), view, questionnaire);
  new SealedPage(window, view, picker, sender).start();
  // Missing where the page did not come over https.
  if (window.crypto?.subtle) sender.ready();
  else sender.close();
  if (window.document.readyState === "complete") sender.prepare();
}

class SealedPage {
  #window;
  #view;
  #picker;
  #sender;
  /** @type {{href: string, stop: AbortController} | null} the page that is being loaded */
  #loading = null;

  /**
   * @param {Window & typeof globalThis} window
   * @param {PageView} view
   * @param {LanguagePicker} picker
   * @param {Sender} sender
   */
  constructor(window, view, picker, sender) {
    this.#window = window;
    this.#view = view;
    this.#picker = picker;
    this.#sender = sender;
  }

  /** Listen to what outlasts a change of language, and to the form. */
  start() {
    this.#window.addEventListener("load", () => this.#sender.prepare());
    onLeaving(this.#window, () => {
      this.#stopLoading();
      wipe(this.#view.form);
      this.#sender.reset();
    });
    askBeforeLeaving(this.#window, () => hasAnswers(this.#view.form));
    this.#listen();
  }

  /** Listen to the elements that are on the page now; these listeners go with them. */
  #listen() {
    const { form, texts } = this.#view;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#sender.submit();
    });
    form.addEventListener("input", () => this.#sender.prepare(), { once: true });
    watchLengths(form, texts);
    this.#picker.listen(
      () => this.#sender.state !== "ready" || hasAnswers(form),
      (link) => this.#change(link),
    );
  }

  /**
   * Show the page in the language of a link, with all that it holds; while a letter is being sent
   * the page says so, and stays.
   *
   * @param {HTMLAnchorElement} link
   */
  async #change({ href, lang }) {
    if (this.#sender.state === "sending" || this.#loading?.href === href) return;
    this.#stopLoading();
    const loading = { href, stop: new AbortController() };
    this.#loading = loading;
    this.#say("textWait");
    try {
      const twin = await loadTwin(this.#window, href, loading.stop.signal);
      checkTwin(twin, this.#view.form, lang);
      if (this.#mayShow(loading)) this.#show(twin, href);
    } catch {
      if (this.#loading === loading) this.#say("textFailed");
    }
    if (this.#loading === loading) this.#stopLoading();
  }

  /**
   * Tell whether the page is still as it was when a language was asked for: another one may have
   * been asked for since, the letter may be on its way, or the person may be leaving.
   *
   * @param {{href: string}} loading
   */
  #mayShow(loading) {
    if (this.#loading !== loading || !this.#view.form.isConnected) return false;
    const free = this.#sender.state !== "sending";
    if (!free) this.#picker.say(null, false);
    return free;
  }

  /**
   * @param {Document} twin a page that was found to be the same
   * @param {string} href
   */
  #show(twin, href) {
    const { document, history } = this.#window;
    const left = this.#view.form;
    const answers = this.#view.read();
    showTwin(document, twin);
    history.replaceState(null, "", href);
    this.#view = new PageView(document);
    this.#picker = new LanguagePicker(document);
    fillAnswers(this.#view.form, answers);
    wipe(left);
    this.#listen();
    this.#picker.focus();
    // After the name of the language, as a state may have a better place to go to.
    this.#sender.moveTo(this.#view, readQuestionnaire(this.#view.form));
    setTimeout(() => this.#say("textChanged"), SETTLED);
  }

  /** @param {import("../frame/components/language_picker/language_picker.mjs").Said} what */
  #say(what) {
    this.#picker.say(what, hasAnswers(this.#view.form));
  }

  #stopLoading() {
    const loading = this.#loading;
    this.#loading = null;
    loading?.stop.abort();
  }
}

/**
 * @param {Window & typeof globalThis} window
 * @param {HTMLFormElement} form the one with which the page was opened: it names the keys to trust
 * @returns {import("./sender.mjs").Ports}
 */
function portsOf(window, form) {
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
