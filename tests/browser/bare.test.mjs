import assert from "node:assert/strict";
import test from "node:test";
import { bare } from "../../app/browser/bare.mjs";
import { FileRefused } from "../../app/browser/errors.mjs";

/** @param {string} text one sign for each byte */
const bytes = (text) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

/**
 * @param {string} text
 * @param {string} type
 */
async function without(text, type) {
  const blob = bare(bytes(text), type);
  assert.equal(blob.type, type);
  return Buffer.from(await blob.arrayBuffer()).toString("latin1");
}

/**
 * @param {number} marker
 * @param {string} data
 */
function segment(marker, data) {
  const size = data.length + 2;
  return `\xff${String.fromCharCode(marker, size >> 8, size & 255)}${data}`;
}

/**
 * @param {string} type
 * @param {string} data
 */
function chunk(type, data) {
  return `\0\0${String.fromCharCode(data.length >> 8, data.length & 255)}${type}${data}CRC!`;
}

const TABLES = segment(0xdb, "tables") + segment(0xc0, "frame") + segment(0xc4, "codes");
const PIXELS = `${segment(0xda, "scan")}pixels\xff\0\xff\xd9`;
const JFIF = segment(0xe0, "JFIF\0");

test("of a JPEG only JFIF, tables and pixels are left", async () => {
  const said = [0xe1, 0xe2, 0xed, 0xef, 0xfe].map((marker) => segment(marker, "SECRET")).join("");
  const long = segment(0xe2, "x".repeat(60_000));
  const whole = `\xff\xd8${JFIF}${said}${TABLES}${long}${said}${PIXELS}`;
  assert.equal(await without(whole, "image/jpeg"), `\xff\xd8${JFIF}${TABLES}${PIXELS}`);
});

test("of a PNG only what is drawn is left", async () => {
  const head = `\x89PNG\r\n\x1a\n${chunk("IHDR", "size")}`;
  const drawn = chunk("PLTE", "a") + chunk("tRNS", "b") + chunk("IDAT", "c") + chunk("IDAT", "");
  const said = ["tEXt", "iTXt", "eXIf", "iCCP", "tIME"].map((type) => chunk(type, "SECRET"));
  const whole = head + said.join("") + drawn + said.join("") + chunk("IEND", "");
  assert.equal(await without(whole, "image/png"), head + drawn + chunk("IEND", ""));
});

for (const [why, text, type] of /** @type {[string, string, string][]} */ ([
  ["a JPEG without pixels", `\xff\xd8${TABLES}`, "image/jpeg"],
  ["a JPEG whose segment is too long", "\xff\xd8\xff\xe1\xff\xff", "image/jpeg"],
  ["a JPEG in disorder", `\xff\xd8SECRET${PIXELS}`, "image/jpeg"],
  ["nothing", "", "image/jpeg"],
  ["a PNG whose chunk is too long", "\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDATx", "image/png"],
  ["a PNG that is cut", `\x89PNG\r\n\x1a\n${chunk("IHDR", "size")}\0\0`, "image/png"],
])) {
  test(`${why} is refused`, () => {
    assert.throws(() => bare(bytes(text), type), FileRefused);
  });
}
