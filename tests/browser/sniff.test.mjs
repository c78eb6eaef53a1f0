import assert from "node:assert/strict";
import test from "node:test";
import { isPicture, SNIFFED_BYTES, sniff } from "../../app/browser/sniff.mjs";

/** @param {string} text one sign for each byte */
function bytes(text) {
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}

/** @param {string[]} brands */
function boxed(...brands) {
  const size = String.fromCharCode(12 + 4 * brands.length);
  return `\0\0\0${size}ftyp${brands[0]}\0\0\0\0${brands.slice(1).join("")}moov`;
}

for (const [content, type] of /** @type {[string, string][]} */ ([
  ["\xff\xd8\xff\xe1\0\x10Exif", "image/jpeg"],
  ["\x89PNG\r\n\x1a\n\0\0", "image/png"],
  ["GIF89a", "image/gif"],
  ["RIFF\x10\0\0\0WEBPVP8 ", "image/webp"],
  ["RIFF\x10\0\0\0WAVEfmt ", "audio/wav"],
  ["BM\x36\x10\0\0\0\0\0\0\x36", "image/bmp"],
  ["BMW, and other cars", "text/plain"],
  ["II*\0\x08\0", "image/tiff"],
  ["MM\0*\0\0", "image/tiff"],
  [boxed("heic", "mif1", "heic"), "image/heic"],
  [boxed("mif1", "miaf", "heic"), "image/heic"],
  [boxed("avif", "mif1", "miaf"), "image/avif"],
  [boxed("isom", "mp41"), "video/mp4"],
  [boxed("qt  "), "video/quicktime"],
  [boxed("M4A "), "audio/mp4"],
  ["%PDF-1.7\n", "application/pdf"],
  ["PK\x03\x04\x14\0", "application/zip"],
  ["<svg xmlns='http://www.w3.org/2000/svg'/>", "text/plain"],
  ["<!DOCTYPE html><script>", "text/plain"],
  ["\xef\xbb\xbfa\r\n\tb", "text/plain"],
  ["\xd9\x85\xd8\xb1", "text/plain"],
  ["MZ\x90\0", "application/octet-stream"],
  ["caf\xe9", "application/octet-stream"],
  ["a\0b", "application/octet-stream"],
  ["", "application/octet-stream"],
])) {
  test(`what begins with ${JSON.stringify(content.slice(0, 20))} is ${type}`, () => {
    assert.equal(sniff(bytes(content)), type);
  });
}

test("a letter that is cut in two by the end of what is read is text all the same", () => {
  const text = new TextEncoder().encode(`a${"م".repeat(SNIFFED_BYTES)}`);
  assert.equal(sniff(text.subarray(0, SNIFFED_BYTES)), "text/plain");
  assert.equal(sniff(text.subarray(0, 100)), "application/octet-stream");
});

for (const [sniffed, name, type, expected] of /** @type {[string, string, string, boolean][]} */ ([
  ["image/jpeg", "letter.pdf", "application/pdf", true],
  ["image/tiff", "scan", "", true],
  ["application/octet-stream", "IMG_1.HEIC", "", true],
  ["application/octet-stream", "raw.cr2", "", true],
  ["application/octet-stream", "x", "image/x-sony-arw", true],
  ["text/plain", "photo.jpg", "image/jpeg", true],
  ["application/pdf", "photo.png", "", true],
  ["application/pdf", "jpg.pdf", "application/pdf", false],
  ["text/plain", "drawing.svg", "image/svg+xml", false],
  ["text/plain", "page.html", "text/html", false],
  ["video/mp4", "film.mp4", "video/mp4", false],
])) {
  test(`${sniffed} called ${name} ${type} is ${expected ? "a" : "no"} picture`, () => {
    assert.equal(isPicture(sniffed, { name, type }), expected);
  });
}
