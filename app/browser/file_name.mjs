/**
 * What a file is called when it is sent: its own name without path, controls or signs that turn
 * the direction of writing, so that it does nobody harm where it is shown or saved.
 */

import { ATTACHMENT_NAME_LIMIT } from "./constants.generated.mjs";
import { normalise } from "./text.mjs";

/** Controls, line and paragraph separators, all invisible signs but the two that join and part letters. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Co}]|(?![\u200c\u200d])\p{Cf}/gu;

/** What some system gives a meaning in names. */
const RESERVED = /[<>:"|?*]/g;

const ENDING = /\.[A-Za-z0-9]{1,8}$/;

/** For a name of which nothing is left. */
const NAMELESS = "file";

/**
 * Return the name under which a file is sent.
 *
 * @param {string} name as the device gives it
 * @param {string} [ending] what it must end with, as in `.jpg`; else it keeps its own
 * @returns {string} 1 to ATTACHMENT_NAME_LIMIT code points, normalised
 */
export function cleanName(name, ending) {
  const last = normalise(name.replace(UNSEEN, "")).split(/[/\\]/).pop() ?? "";
  const trimmed = last.replace(RESERVED, "_").replace(/^[\s.]+|[\s.]+$/gu, "");
  const own = trimmed.match(ENDING)?.[0] ?? "";
  const stem = trimmed.slice(0, trimmed.length - own.length);
  const end = ending ?? own;
  const room = ATTACHMENT_NAME_LIMIT - end.length;
  const short = [...stem].slice(0, room).join("").trimEnd();
  return `${short || NAMELESS}${end}`;
}
