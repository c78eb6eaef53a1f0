/**
 * Whether the browser is posting this page's form, and, once the page is shown again, whether who
 * looks at it comes straight from a line that broke. It knows no more than the page's own history.
 */

export class Posting {
  /** Whether the form is being posted, as far as one can know. */
  isUnderWay = false;
  #window;
  #begun = false;
  #length = 0;
  #action = "";

  /** @param {Window & typeof globalThis} window */
  constructor(window) {
    this.#window = window;
    window.addEventListener("submit", (event) => {
      this.isUnderWay = !event.defaultPrevented;
      this.#begun = false;
      this.#length = window.history.length;
      const form = /** @type {HTMLFormElement} */ (event.target);
      const own = event.submitter?.getAttribute("formaction");
      this.#action = own ? new URL(own, form.baseURI).href : form.action;
    });
    // The posting itself asks to leave once; who asks again goes elsewhere.
    window.addEventListener("beforeunload", () => {
      if (this.#begun) this.isUnderWay = false;
      this.#begun = this.isUnderWay;
    });
    // Whoever goes on typing has stopped it, or it failed without a new page.
    window.addEventListener("input", () => {
      this.isUnderWay = false;
    });
  }

  /**
   * The page is shown again: nothing is being posted any more.
   *
   * @returns {boolean} whether it was, and nobody has been further on since than where it failed
   */
  end() {
    const { history, navigation } = this.#window;
    // A page that tells of a broken line has the address that was posted to; an answer has its own.
    const next = navigation?.entries()[(navigation.currentEntry?.index ?? 0) + 1];
    const answered = next !== undefined && next.url !== this.#action;
    const straight = history.length <= this.#length + 1 && !answered;
    const kept = this.isUnderWay && straight;
    this.isUnderWay = false;
    this.#begun = false;
    return kept;
  }
}
