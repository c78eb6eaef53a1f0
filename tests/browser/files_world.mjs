/**
 * A page with a place for files, the worker beside it and an intake. The worker is the true one, run
 * here; only its pictures are pretended: what begins like a JPEG can be drawn, and comes out as DRAWN.
 */

import { Decrypter } from "age-encryption";
import { Attachments } from "../../app/browser/attachments.mjs";
import { toHex } from "../../app/browser/encoding.mjs";
import { Recipient } from "../../app/browser/envelope.mjs";
import { FakeElement, FakeWindow } from "./fake_dom.mjs";
import { newIdentity } from "./keyrings.mjs";

/** @typedef {import("../../app/browser/intake.mjs").Outcome} Outcome */

export const LETTER = "00112233445566778899aabbccddeeff";
export const DRAWN = "\xff\xd8\xff\xda drawn anew";
export const JPEG = "\xff\xd8\xff\xe1\0\x10Exif\0\0 N 60 10 E 24 56";

const WORDS =
  "preparing chosen none remove picture as-it-is empty too-large no-picture no-drawing unreadable" +
  " too-many held failed sending sent";

const { identity, recipient } = await newIdentity();

/** @type {(message: {data: any}) => void} */
let tellWorker = () => {};
/** @type {(message: {data: any}) => void} */
let tellPage = () => {};

/** What the worker has of a browser. */
export const browser = { draws: true, offscreen: true, true: true };

class FakeCanvas {
  /**
   * @param {number} width
   * @param {number} height
   */
  constructor(width, height) {
    Object.assign(this, { width, height });
  }

  getContext() {
    const data = browser.true ? [200, 120, 40, 255] : [255, 255, 255, 255];
    const draws = ["fillRect", "clearRect", "drawImage"].map((name) => [name, () => {}]);
    return { canvas: this, getImageData: () => ({ data }), ...Object.fromEntries(draws) };
  }

  /** @param {{type: string}} options */
  async convertToBlob({ type }) {
    return new Blob([Buffer.from(DRAWN, "latin1")], { type });
  }
}

Object.assign(globalThis, {
  self: {
    addEventListener: (/** @type {string} */ _type, /** @type {typeof tellWorker} */ listener) => {
      tellWorker = listener;
    },
    postMessage: (/** @type {unknown} */ data) => tellPage({ data }),
  },
  createImageBitmap: async (/** @type {Blob} */ file) => {
    const start = Buffer.from(await file.arrayBuffer()).toString("latin1");
    if (!browser.draws || !start.startsWith(JPEG.slice(0, 3))) throw new DOMException("no");
    return { width: 4000, height: 3000, close() {} };
  },
});
Object.defineProperty(globalThis, "OffscreenCanvas", {
  get: () => (browser.offscreen ? FakeCanvas : undefined),
});
await import("../../app/browser/attach_worker.mjs");

/** Return what an envelope holds, the padding removed. */
export async function opened(/** @type {Uint8Array} */ envelope) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const padded = Buffer.from(await decrypter.decrypt(envelope));
  return padded.subarray(4, 4 + padded.readUInt32BE());
}

/** @param {string} name */
export function file(name, content = "some bytes", type = "") {
  const bytes = typeof content === "string" ? Buffer.from(content, "latin1") : content;
  return new File([bytes], name, { type });
}

/** @param {Uint8Array} bytes */
async function digest(bytes) {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes))));
}

export class FilesWorld {
  /** @type {{bytes: Uint8Array, serial: number}[]} */
  posts = [];
  /** @type {(Outcome | null)[]} what the intake says, null: it arrived; after the last, all arrive */
  replies = [];
  /** @type {number[]} */
  pauses = [];
  workers = 0;
  ended = 0;
  /** @type {() => void} the worker breaks */
  breakWorker = () => {};
  window = new FakeWindow(async () => new Response());
  attachments;

  constructor() {
    this.root = this.place();
    this.attachments = new Attachments(
      {
        post: (bytes, serial) => this.#post(bytes, serial),
        startWorker: async () => this.#worker(),
        makeCanvas: (width, height) => /** @type {any} */ (new FakeCanvas(width, height)),
        pause: async (ms) => {
          this.pauses.push(ms);
        },
      },
      /** @type {any} */ (this.root),
    );
  }

  /** Put the place for files on the page, empty. */
  place() {
    const { document } = this.window;
    const words = Object.fromEntries(
      WORDS.split(" ").map((word) => [`data-text-${word}`, `${word.toUpperCase()} {n} {of}`]),
    );
    const element = (/** @type {string} */ tag, /** @type {string} */ id) =>
      new FakeElement(document, tag, id ? { id } : {});
    const ids = ["files-error", "files-list", "files-state"].map((id) => element("p", id));
    const root = new FakeElement(document, "div", { id: "files", ...words }, [
      ...ids,
      element("input", "files-input"),
    ]);
    const progress = new FakeElement(document, "div", { id: "files-progress", hidden: "" }, [
      element("p", "files-progress-text"),
      element("progress", ""),
    ]);
    document.body.replaceChildren(root, progress);
    return root;
  }

  /** @param {string} id */
  text(id) {
    return this.window.document.getElementById(id)?.textContent;
  }

  /** Return what is said of each file. */
  get rows() {
    const list = this.window.document.getElementById("files-list");
    return list?.children.map((row) => row.children[1]?.textContent.split(" ")[0]);
  }

  keyring(serial = 1) {
    return { serial, recipient: Recipient.parse(recipient) };
  }

  #worker() {
    this.workers += 1;
    /** @type {Record<string, (event: any) => void>} */
    const listeners = {};
    this.breakWorker = () => listeners.error?.({});
    return /** @type {any} */ ({
      addEventListener: (/** @type {string} */ type, /** @type {() => void} */ listener) => {
        listeners[type] = listener;
      },
      postMessage: (/** @type {any} */ data) => {
        tellPage = (event) => listeners.message?.(event);
        tellWorker({ data });
      },
      terminate: () => {
        this.ended += 1;
      },
    });
  }

  /**
   * @param {Blob} envelope
   * @param {number} serial
   * @returns {Promise<Outcome>}
   */
  async #post(envelope, serial) {
    const bytes = new Uint8Array(await envelope.arrayBuffer());
    this.posts.push({ bytes, serial });
    return this.replies.shift() ?? { kind: "arrived", id: await digest(bytes) };
  }
}
