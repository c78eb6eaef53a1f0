/**
 * What a file is by its first bytes, whatever its name says: the type that the letter names, and
 * whether it is a picture, which is never sent as it is.
 */

/** Bytes that are enough to tell. */
export const SNIFFED_BYTES = 4096;

/** What nothing is known of. */
const UNKNOWN = "application/octet-stream";

/** Types by the bytes at the beginning; a point stands for any byte. */
const BEGINNINGS = /** @type {const} */ ([
  ["image/jpeg", "\xff\xd8\xff"],
  ["image/png", "\x89PNG\r\n\x1a\n"],
  ["image/gif", "GIF8"],
  ["image/webp", "RIFF....WEBP"],
  ["image/bmp", "BM....\0\0\0\0"],
  ["image/tiff", "II*\0"],
  ["image/tiff", "MM\0*"],
  ["image/tiff", "II+\0"],
  ["image/tiff", "MM\0+"],
  ["image/jxl", "\xff\x0a"],
  ["image/jxl", "\0\0\0\x0cJXL \r\n\x87\n"],
  ["image/jp2", "\0\0\0\x0cjP  \r\n\x87\n"],
  ["image/x-icon", "\0\0\x01\0"],
  ["application/pdf", "%PDF-"],
  ["application/zip", "PK\x03\x04"],
  ["application/x-ole-storage", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
  ["application/rtf", "{\\rtf"],
  ["audio/mpeg", "ID3"],
  ["audio/ogg", "OggS"],
  ["audio/wav", "RIFF....WAVE"],
  ["audio/amr", "#!AMR"],
  ["video/webm", "\x1aE\xdf\xa3"],
]);

/** Types of the family that begins with a box `ftyp`, by the brands that stand in it. */
const BRANDS = /** @type {const} */ ([
  ["image/avif", /^avi[fs]/],
  ["image/heic", /^(hei[cxms]|hev[cxms]|mif1|msf1)/],
  ["audio/mp4", /^M4[AB] /],
  ["video/quicktime", /^qt {2}/],
  ["video/mp4", /^/],
]);

/** How names of pictures end, where a phone says no type. */
const PICTURE_NAME =
  /\.(jpe?g|jfif|png|apng|gif|webp|hei[cf]s?|avif|bmp|dib|tiff?|dng|ico|jxl|jp2|raw|arw|cr[23]|nef)$/i;

/**
 * Return the media type of what begins with these bytes.
 *
 * @param {Uint8Array} bytes the first SNIFFED_BYTES, or all there are
 * @returns {string}
 */
export function sniff(bytes) {
  const start = String.fromCharCode(...bytes.subarray(0, 64));
  const found = BEGINNINGS.find(([, beginning]) => begins(start, beginning));
  if (found) return found[0];
  if (start.slice(4, 8) === "ftyp") return branded(start);
  return isText(bytes) ? "text/plain" : UNKNOWN;
}

/**
 * Tell whether a file is to be sent as a picture or not at all: by what it holds, or, where that says
 * nothing, by what it is called. A drawing in SVG is a text.
 *
 * @param {string} sniffed
 * @param {{name: string, type: string}} claimed
 * @returns {boolean}
 */
export function isPicture(sniffed, { name, type }) {
  const called = PICTURE_NAME.test(name) || (/^image\//i.test(type) && !/svg/i.test(type));
  return sniffed.startsWith("image/") || called;
}

/**
 * @param {string} start
 * @param {string} beginning
 */
function begins(start, beginning) {
  return [...beginning].every((sign, at) => sign === "." || sign === start[at]);
}

/** @param {string} start */
function branded(start) {
  const size = start.charCodeAt(2) * 256 + start.charCodeAt(3);
  // The main brand, four bytes of version, and the brands that it goes with.
  const brands = `${start.slice(8, 12)}${start.slice(16, size)}`.match(/.{4}/gs) ?? [];
  const found = BRANDS.find(([type, brand]) =>
    (type.startsWith("image/") ? brands : brands.slice(0, 1)).some((each) => brand.test(each)),
  );
  return found ? found[0] : UNKNOWN;
}

/** @param {Uint8Array} bytes */
function isText(bytes) {
  try {
    // Where there is more to come, the last character may have been cut.
    const stream = bytes.length === SNIFFED_BYTES;
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream });
    return text !== "" && !/(?!\s)\p{Cc}/u.test(text);
  } catch {
    return false;
  }
}
