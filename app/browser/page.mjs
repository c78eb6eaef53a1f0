/**
 * A sealed page: changed for another language's with all that it holds, wiped when it is left, and
 * asking before a link leads away from something half-written. What it holds is for others to know.
 */

import { LanguagePicker } from "../frame/components/language_picker/language_picker.mjs";
import { askBeforeLeaving } from "../frame/components/leaving/leaving.mjs";
import { checkTwin, loadTwin, showTwin } from "./twin.mjs";
import { onLeaving } from "./wipe.mjs";

/** Until then a screen reader has found the new page's place for what is said. */
const SETTLED = 200;

/**
 * @typedef {object} Content what a page holds, in whatever language it is shown
 * @property {HTMLFormElement} form of the letter, as it is on the page now
 * @property {boolean} isBusy whether the page must stay as it is
 * @property {boolean} hasText whether anything is typed or chosen
 * @property {boolean} isTouched whether a page loaded anew would be another one
 * @property {(document: Document) => void} check throws PageMalformed: this page cannot hold it
 * @property {(document: Document) => void} moveTo go on with the elements that are on the page now
 * @property {() => void} forget forget everything that was typed and what came of it
 */

export class SealedPage {
  #window;
  #content;
  #picker;
  /** @type {{href: string, stop: AbortController} | null} the page that is being loaded */
  #loading = null;

  /**
   * @param {Window & typeof globalThis} window
   * @param {Content} content
   * @throws {import("./errors.mjs").PageMalformed} the page has no languages to choose from
   */
  constructor(window, content) {
    this.#window = window;
    this.#content = content;
    this.#picker = new LanguagePicker(window.document);
  }

  /** Listen to what outlasts a change of language, and to the names of the languages. */
  start() {
    onLeaving(this.#window, () => {
      this.#stopLoading();
      this.#content.forget();
    });
    askBeforeLeaving(this.#window, () => this.#content.hasText);
    this.#listen();
  }

  #listen() {
    this.#picker.listen(
      () => this.#content.isTouched,
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
    if (this.#content.isBusy || this.#loading?.href === href) return;
    this.#stopLoading();
    const loading = { href, stop: new AbortController() };
    this.#loading = loading;
    this.#say("textWait");
    try {
      const twin = await loadTwin(this.#window, href, loading.stop.signal);
      checkTwin(twin, this.#content, lang);
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
    if (this.#loading !== loading || !this.#content.form.isConnected) return false;
    const free = !this.#content.isBusy;
    if (!free) this.#picker.say(null, false);
    return free;
  }

  /**
   * @param {Document} twin a page that was found to be the same
   * @param {string} href
   */
  #show(twin, href) {
    const { document, history } = this.#window;
    showTwin(document, twin);
    history.replaceState(null, "", href);
    this.#picker = new LanguagePicker(document);
    this.#picker.focus();
    // After the name of the language, as a state may have a better place to go to.
    this.#content.moveTo(document);
    this.#listen();
    setTimeout(() => this.#say("textChanged"), SETTLED);
  }

  /** @param {import("../frame/components/language_picker/language_picker.mjs").Said} what */
  #say(what) {
    this.#picker.say(what, this.#content.hasText);
  }

  #stopLoading() {
    const loading = this.#loading;
    this.#loading = null;
    loading?.stop.abort();
  }
}
