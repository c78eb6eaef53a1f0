/**
 * The field for files as it is seen: what was chosen, what is wrong with it, and how far sending has
 * come. It decides nothing, and every word comes from the page (macro.html).
 */

import { attribute } from "../../../browser/questionnaire.mjs";
import { fill } from "../../../browser/texts.mjs";

const KILOBYTE = 1000;
const MEGABYTE = 1_000_000;

/**
 * @typedef {object} Item
 * @property {number} key
 * @property {string} name
 * @property {number} size
 * @property {"preparing" | "picture" | "as-it-is" | string} state else the code of what is wrong
 */

/** States that are no problem. */
const FINE = ["preparing", "picture", "as-it-is"];

/**
 * Tell whether a file cannot be sent.
 *
 * @param {Item} item
 */
export function isRefused({ state }) {
  return !FINE.includes(state);
}

export class FileField {
  #root;
  #document;

  /** @param {HTMLElement} root the element `files`, where it stands on the page now */
  constructor(root) {
    this.#root = root;
    this.#document = root.ownerDocument;
  }

  /**
   * Show these files.
   *
   * @param {Item[]} items
   * @param {(key: number) => void} remove
   */
  show(items, remove) {
    const rows = items.map((item) => this.#row(item, remove));
    this.#find("files-list")?.replaceChildren(...rows);
  }

  /**
   * Say how the files are, once for all of them; what was said before is taken back.
   *
   * @param {"preparing" | "chosen" | "none" | "failed" | null} what
   * @param {Record<string, number>} [values]
   */
  say(what, values = {}) {
    const place = this.#find("files-state");
    if (place) place.textContent = what ? fill(this.#text(what), values) : "";
  }

  /**
   * Tell of a problem with all of the files, or of none any more.
   *
   * @param {"held" | "too-many" | null} what
   */
  complain(what) {
    const place = this.#find("files-error");
    if (!place) return;
    place.hidden = what === null;
    place.textContent = what ? this.#text(what) : "";
  }

  /** Go to where files are chosen and removed. */
  focus() {
    this.#find("files-input")?.focus();
  }

  /**
   * Show how far sending has come; said is only which file, not each of its pieces.
   *
   * @param {{file: number, files: number, share: number} | null} progress null: nothing is being sent
   */
  progress(progress) {
    const place = this.#find("files-progress");
    const text = this.#find("files-progress-text");
    if (!place || !text) return;
    place.hidden = progress === null;
    const { file = 0, files = 0, share = 0 } = progress ?? {};
    const bar = /** @type {HTMLProgressElement | null} */ (place.querySelector("progress"));
    if (bar) bar.value = share;
    const said = file > files ? this.#text("sent") : this.#text("sending");
    const words = progress ? fill(said, { n: file, of: files }) : "";
    // A text that is set again is read out again.
    if (text.textContent !== words) text.textContent = words;
  }

  /**
   * @param {Item} item
   * @param {(key: number) => void} remove
   */
  #row({ key, name, size, state }, remove) {
    const label = this.#element("bdi", name);
    const id = `file-${key}`;
    label.setAttribute("id", id);
    const title = this.#element("p", "", "file-name");
    title.append(label, " ", this.#element("span", size > 0 ? this.#size(size) : "", "file-size"));
    const kind = isRefused({ key, name, size, state }) ? "error" : "hint";
    const button = this.#element("button", this.#text("remove"), "button button-second");
    button.setAttribute("id", `${id}-remove`);
    button.setAttribute("type", "button");
    // "Remove", and what: in the words of any language.
    button.setAttribute("aria-labelledby", `${id}-remove ${id}`);
    button.addEventListener("click", () => remove(key));
    const row = this.#element("li", "", "file");
    row.append(title, this.#element("p", this.#text(state), kind), button);
    return row;
  }

  /**
   * @param {number} bytes
   * @returns {string} in the page's language, in the units that phones show
   */
  #size(bytes) {
    const [unit, size] = bytes < MEGABYTE / 10 ? ["kilobyte", KILOBYTE] : ["megabyte", MEGABYTE];
    return new Intl.NumberFormat(this.#document.documentElement.lang, {
      style: "unit",
      unit: String(unit),
      maximumFractionDigits: unit === "kilobyte" ? 0 : 1,
      numberingSystem: "latn",
    }).format(Math.max(bytes / Number(size), unit === "kilobyte" ? 1 : 0));
  }

  /** @param {string} what as in data-text-… */
  #text(what) {
    const name = what.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    return attribute(this.#root, `text${name.charAt(0).toUpperCase()}${name.slice(1)}`);
  }

  /** @param {string} id */
  #find(id) {
    return this.#document.getElementById(id);
  }

  /**
   * @param {string} tag
   * @param {string} text
   * @param {string} [className]
   */
  #element(tag, text, className = "") {
    const element = this.#document.createElement(tag);
    element.textContent = text;
    if (className) element.setAttribute("class", className);
    return element;
  }
}
