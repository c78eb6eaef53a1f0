/** The sealed page with a network and an intake behind it, all pretended but keyring and sealing. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Decrypter } from "age-encryption";
import { fakeRequests } from "./fake_dom.mjs";
import { newIdentity, Root, Signer } from "./keyrings.mjs";
import { sealedPage } from "./sealed_page.mjs";

export const root = new Root();
export const { identity, recipient } = await newIdentity();
export const notices = new Signer("turva-notice");
const today = new Date().toISOString().slice(0, 10);
export const NOTICE = notices.note(`turva/notice/1\ncollected ${today}\n`);
export const KEYRING = root.keyring({
  serial: 5,
  recipient,
  expires: "9999-12-31",
  notice: notices.publicKey,
});

/**
 * Return the page with an intake behind it that keeps what it gets. `online.keyring` is what /keyring.txt
 * says (null: no network), `online.notice` what /notice.txt says (null: there is none), `online.intake` whether posts are answered, `online.twin` what comes for
 * the page in another language.
 *
 * @param {{form?: Record<string, string | undefined>, keyring?: string | null}} [options]
 */
export function openSite({ form = {}, keyring = KEYRING } = {}) {
  /** @param {Record<string, string | undefined>} changes */
  const document = (changes) =>
    sealedPage({ root: root.vkey, form: { ...form, ...changes } }).document;
  const online = {
    keyring,
    /** @type {string | null} */
    notice: NOTICE,
    intake: true,
    /** @type {(href: string, lang: string) => any} */
    twin: (href, lang) => ({
      status: 200,
      responseURL: href,
      response: document({ "data-language": lang, "data-text-required": `REQUIRED ${lang}` }),
    }),
  };
  /** @type {string[]} */
  const requests = [];
  /** @type {Uint8Array[]} */
  const posts = [];
  /** @type {any} */
  const fetch = async (/** @type {string} */ path, /** @type {any} */ init) => {
    requests.push(path);
    await new Promise(setImmediate);
    if (path === "/keyring.txt") {
      if (online.keyring === null) throw new TypeError("failed to fetch");
      return new Response(online.keyring, { headers: { Date: new Date().toUTCString() } });
    }
    if (path === "/notice.txt")
      return new Response(online.notice, { status: online.notice ? 200 : 404 });
    posts.push(init.body);
    if (!online.intake) throw new TypeError("failed to fetch");
    const id = createHash("sha256").update(init.body).digest("hex");
    const headers = { "Content-Type": "application/json" };
    return new Response(JSON.stringify({ id }), { status: 201, headers });
  };
  const page = sealedPage({ fetch, root: root.vkey, form });
  /** @type {(href: string) => Promise<any>} what comes of another language's page */
  const answer = async (href) => {
    requests.push(new URL(href).pathname);
    await new Promise(setImmediate);
    return online.twin(href, new URL(href).pathname.split("/")[1] ?? "");
  };
  page.window.XMLHttpRequest = fakeRequests(answer);
  return { ...page, online, requests, posts };
}

/**
 * Wait until something holds.
 *
 * @param {() => boolean} holds
 */
export async function until(holds) {
  for (let round = 0; round < 2000; round += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  assert.fail("it never came to that");
}

/**
 * Return the letter in an envelope, as the inbox's identity opens it.
 *
 * @param {Uint8Array | undefined} envelope
 * @returns {Promise<any>}
 */
export async function letterIn(envelope) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const padded = await decrypter.decrypt(envelope ?? new Uint8Array());
  const length = new DataView(padded.buffer).getUint32(0);
  return JSON.parse(new TextDecoder().decode(padded.subarray(4, 4 + length)));
}
