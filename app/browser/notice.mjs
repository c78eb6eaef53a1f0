/**
 * The notice: the day on which staff last collected letters, signed by them (WIRE §13). By it
 * everybody sees when nobody collects any more; a page that has no fresh one says: call.
 */

import {
  NOTICE_AHEAD_DAYS,
  NOTICE_NAME,
  NOTICE_STALE_DAYS,
  NOTICE_TYPE,
} from "./constants.generated.mjs";
import { dayOf, isDay } from "./day.mjs";
import { NoteForged, NoteMalformed, NoticeForged, NoticeMalformed } from "./errors.mjs";
import { parseNote, verifierKey, verifyNote } from "./note.mjs";

const FORM = new RegExp(`^${NOTICE_TYPE}\\ncollected (\\S+)\\n$`);

/**
 * Return the day on which letters were last collected.
 *
 * @param {string} text
 * @param {Uint8Array<ArrayBuffer>} noticeKey of a verified keyring
 * @returns {Promise<string>}
 * @throws {NoticeMalformed} checked first
 * @throws {NoticeForged} checked second
 */
export async function openNotice(text, noticeKey) {
  try {
    const note = parseNote(text);
    const [, day = ""] = FORM.exec(note.text) ?? [];
    if (!isDay(day)) throw new NoticeMalformed("a notice is its type and one day");
    await verifyNote(note, await verifierKey(NOTICE_NAME, noticeKey));
    return day;
  } catch (error) {
    if (error instanceof NoteForged) throw new NoticeForged(error.message);
    if (error instanceof NoteMalformed) throw new NoticeMalformed(error.message);
    throw error;
  }
}

/**
 * Tell whether a notice's day is too long ago, or is still to come: a wrong clock signed that one, and
 * it would never get old. The newer of both clocks counts: a phone whose clock is slow must not make an
 * old notice look fresh.
 *
 * @param {string} day
 * @param {import("./keyring.mjs").Clocks} clocks
 * @returns {boolean}
 */
export function isStale(day, { device, answer }) {
  const now = new Date(Math.max(device.getTime(), answer?.getTime() ?? 0));
  return day < dayOf(now, -NOTICE_STALE_DAYS) || day > dayOf(now, NOTICE_AHEAD_DAYS);
}
