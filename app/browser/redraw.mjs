/**
 * Draws a picture anew, so that nothing of it is sent but what is seen: no place, no time, no camera,
 * no thumbnail of what was cut off. What cannot be drawn is never let through as it came.
 */

import { bare } from "./bare.mjs";
import { LARGEST_ATTACHMENT } from "./constants.generated.mjs";
import { FileRefused } from "./errors.mjs";

/** Longest side of what is sent, in pixels. */
export const LONGEST_SIDE = 2048;

const QUALITY = 0.85;

/** Kinds of pictures that may let through what is behind them. */
const CLEAR = /^image\/(png|webp|gif|avif|x-icon)$/;

/** Colour by which a canvas is tried, and how far a browser may be off that only adds some noise. */
const TRIED = /** @type {const} */ ([200, 120, 40]);
const TOLERANCE = 24;

/**
 * @typedef {OffscreenCanvas | HTMLCanvasElement} Canvas
 * @typedef {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} Context
 * @typedef {(width: number, height: number) => Canvas} MakeCanvas
 */

/**
 * Return the picture, turned as its maker saw it, at most LONGEST_SIDE long, as JPEG, or as PNG if
 * something shows through it.
 *
 * @param {Blob} file
 * @param {string} type what it is by its content
 * @param {MakeCanvas} makeCanvas
 * @returns {Promise<Blob>}
 * @throws {FileRefused} this browser cannot read it, or draws it untrue on purpose
 */
export async function redraw(file, type, makeCanvas) {
  const bitmap = await decode(file);
  try {
    const canvas = makeCanvas(...fitted(bitmap.width, bitmap.height));
    const context = contextOf(canvas);
    if (!isTrue(context)) throw new FileRefused("no-drawing");
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    if (CLEAR.test(type) && isClear(context)) {
      const png = await write(canvas, "image/png");
      if (png.size <= LARGEST_ATTACHMENT) return png;
    }
    // JPEG knows nothing behind a picture: without this it would be black.
    context.globalCompositeOperation = "destination-over";
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    return await write(canvas, "image/jpeg");
  } finally {
    bitmap.close();
  }
}

/**
 * Return the size at which a picture is drawn.
 *
 * @param {number} width
 * @param {number} height
 * @returns {[number, number]}
 */
export function fitted(width, height) {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/**
 * @param {Blob} file
 * @returns {Promise<ImageBitmap>}
 */
async function decode(file) {
  try {
    // Without a word on it, browsers turn a picture as it says that it was taken.
    return await createImageBitmap(file);
  } catch {
    throw new FileRefused("no-picture");
  }
}

/**
 * @param {Canvas} canvas
 * @returns {Context}
 */
function contextOf(canvas) {
  const context = /** @type {Context | null} */ (
    canvas.getContext("2d", { willReadFrequently: true })
  );
  if (!context) throw new FileRefused("no-drawing");
  return context;
}

/**
 * Tell whether what is drawn can be read again: browsers that hide who uses them give noise instead.
 *
 * @param {Context} context
 */
function isTrue(context) {
  context.fillStyle = `rgb(${TRIED.join(" ")})`;
  context.fillRect(0, 0, 1, 1);
  const { data } = context.getImageData(0, 0, 1, 1);
  return TRIED.every((value, at) => Math.abs(value - (data[at] ?? 0)) <= TOLERANCE);
}

/** @param {Context} context */
function isClear(context) {
  const { width, height } = context.canvas;
  const { data } = context.getImageData(0, 0, width, height);
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
  return false;
}

/**
 * @param {Canvas} canvas
 * @param {"image/jpeg" | "image/png"} type
 * @returns {Promise<Blob>}
 */
async function write(canvas, type) {
  const blob = await ("convertToBlob" in canvas
    ? canvas.convertToBlob({ type, quality: QUALITY })
    : new Promise((/** @type {(blob: Blob | null) => void} */ resolve) =>
        canvas.toBlob(resolve, type, QUALITY),
      ));
  if (blob?.type !== type) throw new FileRefused("no-drawing");
  return bare(new Uint8Array(await blob.arrayBuffer()), type);
}
