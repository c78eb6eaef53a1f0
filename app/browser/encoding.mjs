/** Bytes as people and headers write them: hex digits and base64, one way each. */

/**
 * Return the bytes as lower-case hex digits.
 *
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Return the bytes as canonical, padded base64 (RFC 4648 §4).
 *
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function toBase64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

/**
 * Return the bytes of canonical, padded base64 (RFC 4648 §4), or null if it is anything else.
 *
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer> | null}
 */
export function fromBase64(text) {
  try {
    const binary = atob(text);
    // atob forgives white space, missing padding and stray bits; there is one way to write bytes.
    return btoa(binary) === text ? Uint8Array.from(binary, (byte) => byte.charCodeAt(0)) : null;
  } catch {
    return null;
  }
}
