/**
 * The files that go with a letter, from being chosen to being sent. Fetched once the first file is
 * chosen. A picture goes drawn anew or not at all; nothing that cannot be sent is left out silently;
 * a piece that arrived is not posted again.
 */

import { FileField, isRefused } from "../frame/components/file_field/file_field.mjs";
import { Bench } from "./bench.mjs";
import { ATTACHMENT_LIMIT } from "./constants.generated.mjs";
import { FileRefused, FilesUnavailable } from "./errors.mjs";
import { cleanName } from "./file_name.mjs";
import { piecesOf } from "./piece.mjs";
import { PiecePost } from "./piece_post.mjs";
import { redraw } from "./redraw.mjs";

const ENDINGS = /** @type {Record<string, string>} */ ({
  "image/jpeg": ".jpg",
  "image/png": ".png",
});

/**
 * @typedef {import("./intake.mjs").Outcome} Outcome
 * @typedef {import("./letter.mjs").Attachment} Attachment
 * @typedef {import("./piece_post.mjs").Envelope} Envelope
 * @typedef {Pick<import("./keyring.mjs").Keyring, "serial" | "recipient">} Keyring
 * @typedef {{attachments: Attachment[]} | {outcome: Outcome}} Sent `outcome`: why they did not arrive
 * @typedef {import("../frame/components/file_field/file_field.mjs").Item
 *   & {type: string, arrived: string[]}} Item `arrived`: ids of its pieces, in their order
 *
 * @typedef {object} OwnPorts
 * @property {() => Promise<Worker>} startWorker
 * @property {(width: number, height: number) => HTMLCanvasElement} makeCanvas
 *
 * @typedef {import("./piece_post.mjs").Ports & OwnPorts} Ports
 */

/**
 * Return the attachments of a page.
 *
 * @param {HTMLElement} root the field on the page
 * @param {Ports["post"]} post
 * @returns {Attachments}
 */
export function openAttachments(root, post) {
  const document = root.ownerDocument;
  const ports = {
    post,
    startWorker: async () => (await import("./workers.mjs")).startWorker("attach_worker"),
    makeCanvas: (/** @type {number} */ width, /** @type {number} */ height) =>
      Object.assign(document.createElement("canvas"), { width, height }),
    pause: (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms, undefined)),
  };
  return new Attachments(ports, root);
}

export class Attachments {
  #ports;
  #field;
  /** @type {Item[]} */
  #items = [];
  /** @type {Promise<Bench> | null} */
  #bench = null;
  #posting;
  #letter = "";
  #keys = 0;
  #isSending = false;

  /**
   * @param {Ports} ports
   * @param {HTMLElement} root the field on the page
   */
  constructor(ports, root) {
    this.#ports = ports;
    this.#posting = new PiecePost(ports);
    this.#field = new FileField(root);
  }

  /** Return what is called what of all that will be sent. */
  get names() {
    return this.#items.filter((item) => !isRefused(item)).map(({ name }) => name);
  }

  /** Tell whether anything is chosen, even what cannot be sent. */
  get isEmpty() {
    return this.#items.length === 0;
  }

  /**
   * Take these files in addition, each as soon as it is prepared.
   *
   * @param {File[]} files
   */
  async add(files) {
    if (this.#isSending) return;
    const room = ATTACHMENT_LIMIT - this.#items.length;
    const added = files.slice(0, room).map((file) => ({ file, item: this.#newItem(file) }));
    this.#items.push(...added.map(({ item }) => item));
    this.#field.complain(files.length > room ? "too-many" : null);
    this.#show();
    await Promise.all(added.map(({ file, item }) => this.#prepare(file, item)));
  }

  /**
   * Stop who wants to send while a file is not ready, or can never be, and say so.
   *
   * @returns {boolean} whether they have to stop
   */
  hold() {
    const refused = this.#items.some(isRefused);
    const held = refused || this.#items.some(({ state }) => state === "preparing");
    if (refused) this.#field.complain("held");
    // There stands what is wrong, or that it takes a moment.
    if (held) this.#field.focus();
    return held;
  }

  /**
   * Send every piece that has not arrived yet.
   *
   * @param {string} letter id of the letter that they go with
   * @param {Keyring} keyring
   * @returns {Promise<Sent>}
   * @throws {FilesUnavailable} the files are no longer at hand
   */
  async send(letter, keyring) {
    if (letter !== this.#letter) for (const item of this.#items) item.arrived = [];
    this.#letter = letter;
    this.#isSending = true;
    try {
      for (const item of this.#items) {
        const outcome = await this.#sendOne(item, keyring);
        if (outcome) return { outcome };
      }
      this.#tell(this.#items.length);
      return { attachments: this.#items.map(toAttachment) };
    } finally {
      this.#isSending = false;
    }
  }

  /** Nothing is being sent any more. */
  rest() {
    this.#field.progress(null);
  }

  /** Forget all files, here and in the worker. */
  clear() {
    this.#end();
    this.#items = [];
    this.#posting.forget();
    this.#letter = "";
    this.#field.show([], () => {});
    this.#field.say(null);
    this.#field.complain(null);
    this.#field.progress(null);
  }

  /**
   * Go on in the field that took this one's place on the page.
   *
   * @param {HTMLElement} root
   */
  moveTo(root) {
    this.#field = new FileField(root);
    this.#show();
  }

  /**
   * @param {File} file
   * @returns {Item}
   */
  #newItem({ name, size }) {
    this.#keys += 1;
    const key = this.#keys;
    return { key, name: cleanName(name), size, type: "", state: "preparing", arrived: [] };
  }

  /**
   * @param {File} file
   * @param {Item} item
   */
  async #prepare(file, item) {
    const { key } = item;
    try {
      const bench = await this.#open();
      let found = await bench.ask("prepare", { key, file });
      const isPicture = found.size === 0 || found.type in ENDINGS;
      if (found.size === 0) {
        const drawn = await redraw(file, found.type, this.#ports.makeCanvas);
        const bytes = new Uint8Array(await drawn.arrayBuffer());
        found = await bench.ask("keep", { key, type: drawn.type, bytes });
      }
      const name = isPicture ? cleanName(file.name, ENDINGS[found.type]) : item.name;
      Object.assign(item, found, { name, state: isPicture ? "picture" : "as-it-is" });
    } catch (error) {
      if (error instanceof FileRefused) item.state = error.code;
      else if (this.#items.includes(item)) this.#lose();
    }
    // It may have been removed meanwhile.
    if (this.#items.includes(item)) this.#show();
    else this.#drop(key);
  }

  /**
   * @param {Item} item
   * @param {Keyring} keyring
   * @returns {Promise<Outcome | null>} null: all of it arrived
   */
  async #sendOne(item, keyring) {
    for (let at = item.arrived.length; at < piecesOf(item.size); at += 1) {
      this.#tell(this.#items.indexOf(item));
      const piece = `${this.#letter} ${item.key} ${at}`;
      const seal = () => this.#seal(item, at, keyring);
      const outcome = await this.#posting.send(piece, keyring.serial, seal);
      if (outcome.kind !== "arrived") return outcome;
      item.arrived.push(outcome.id);
    }
    return null;
  }

  /**
   * @param {Item} item
   * @param {number} at
   * @param {Keyring} keyring
   * @returns {Promise<Envelope>}
   */
  async #seal({ key }, at, { recipient }) {
    const bench = await this.#open();
    const asked = { key, at, letter: this.#letter, recipient: recipient.text };
    return bench.ask("seal", asked).catch(() => {
      this.#lose();
      throw new FilesUnavailable("the files have to be chosen again");
    });
  }

  /** @param {number} file how many are sent */
  #tell(file) {
    const total = this.#items.reduce((sum, { size }) => sum + piecesOf(size), 0);
    const arrived = this.#items.reduce((sum, item) => sum + item.arrived.length, 0);
    this.#field.progress({ file: file + 1, files: this.#items.length, share: arrived / total });
  }

  /** @param {number} key */
  #remove(key) {
    if (this.#isSending) return;
    this.#items = this.#items.filter((item) => item.key !== key);
    this.#drop(key);
    this.#field.complain(null);
    this.#show();
    this.#field.focus();
  }

  /** @param {number} key */
  #drop(key) {
    this.#bench?.then((bench) => bench.ask("drop", { key })).catch(() => {});
  }

  #show() {
    const preparing = this.#items.some(({ state }) => state === "preparing");
    const n = this.names.length;
    this.#field.show(this.#items, (key) => this.#remove(key));
    this.#field.say(preparing ? "preparing" : n > 0 ? "chosen" : "none", { n });
  }

  /** The worker did not come, broke, or was ended by the browser: nothing of the files is there any more. */
  #lose() {
    if (this.#items.length === 0) return;
    this.#end();
    for (const item of this.#items) item.state = "unreadable";
    this.#show();
  }

  #open() {
    this.#bench ??= this.#ports.startWorker().then((worker) => new Bench(worker));
    return this.#bench;
  }

  #end() {
    this.#bench?.then((bench) => bench.end()).catch(() => {});
    this.#bench = null;
  }
}

/**
 * @param {Item} item
 * @returns {Attachment}
 */
function toAttachment({ name, type, size, arrived }) {
  return { name, type, size, pieces: [...arrived] };
}
