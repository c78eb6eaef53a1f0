/**
 * The place for files in the form of a letter, if it has one. Until the first file is chosen there
 * is nothing to it; then attachments.mjs is fetched, which does all the rest.
 */

/**
 * @typedef {import("./attachments.mjs").Sent} Sent
 * @typedef {import("./attachments.mjs").Keyring} Keyring
 * @typedef {import("./attachments.mjs").Attachments} Attachments
 */

export class Files {
  #post;
  /** @type {HTMLElement | null} */
  #root = null;
  /** @type {Attachments | null} */
  #attachments = null;
  /** How often something was chosen that is not taken yet. */
  #taking = 0;
  /** How often all was forgotten: what was chosen before is somebody else's. */
  #forgotten = 0;

  /** @param {import("./attachments.mjs").Ports["post"]} post */
  constructor(post) {
    this.#post = post;
  }

  /** Return what is called what of all that will be sent. */
  get names() {
    return this.#attachments?.names ?? [];
  }

  /** Tell whether nothing is chosen. */
  get isEmpty() {
    return this.#taking === 0 && (this.#attachments?.isEmpty ?? true);
  }

  /**
   * Take what is chosen in the form that is on the page now; what was chosen before stays.
   *
   * @param {HTMLFormElement} form
   */
  listen(form) {
    const root = /** @type {HTMLElement | null} */ (form.querySelector("#files"));
    const input = /** @type {HTMLInputElement | null} */ (root?.querySelector("input") ?? null);
    this.#root = root;
    if (!root || !input) return;
    this.#attachments?.moveTo(root);
    input.addEventListener("change", () => this.#take(input));
    // Chosen before the script came.
    if (input.files?.length) this.#take(input);
  }

  /** Stop who wants to send while a file is not ready, or can never be: the field says why. */
  hold() {
    return this.#taking > 0 || (this.#attachments?.hold() ?? false);
  }

  /**
   * Send all pieces of all files that have not arrived yet.
   *
   * @param {string} letter id of the letter that they go with
   * @param {Keyring} keyring
   * @returns {Promise<Sent>}
   */
  async send(letter, keyring) {
    return this.#attachments?.send(letter, keyring) ?? { attachments: [] };
  }

  /** Nothing is being sent any more. */
  rest() {
    this.#attachments?.rest();
  }

  /** Forget all files. */
  clear() {
    this.#attachments?.clear();
    this.#attachments = null;
    this.#taking = 0;
    this.#forgotten += 1;
  }

  /** @param {HTMLInputElement} input */
  async #take(input) {
    const files = [...(input.files ?? [])];
    // So that the same file can be chosen again, and the browser remembers none.
    input.value = "";
    if (files.length === 0) return;
    const forgotten = this.#forgotten;
    this.#taking += 1;
    this.#say("textPreparing");
    const module = await import("./attachments.mjs").catch(() => null);
    // Whoever chose them may have left meanwhile.
    if (forgotten !== this.#forgotten) return;
    this.#taking -= 1;
    if (!module || !this.#root) return this.#say("textFailed");
    this.#attachments ??= module.openAttachments(this.#root, this.#post);
    this.#attachments.add(files);
  }

  /** @param {"textPreparing" | "textFailed"} what */
  #say(what) {
    const place = this.#root?.querySelector("#files-state");
    if (place) place.textContent = this.#root?.dataset[what] ?? "";
  }
}
