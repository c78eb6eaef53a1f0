/** Days as the wire writes them (2026-11-22, in UTC), and as people read them. */

const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const DAY_MS = 86_400_000;

/** "Year" in Russian: at the end of a sentence its full stop would stand twice. */
const YEAR_SIGN = /\sг\.$/;

/**
 * Tell whether the text is a day of the calendar.
 *
 * @param {string} text
 * @returns {boolean}
 */
export function isDay(text) {
  const date = new Date(`${text}T00:00:00Z`);
  return DAY.test(text) && text >= "0001" && !Number.isNaN(date.getTime()) && dayOf(date) === text;
}

/**
 * Return the day of a moment, and of as many days later.
 *
 * @param {Date} date
 * @param {number} [later]
 * @returns {string}
 */
export function dayOf(date, later = 0) {
  return new Date(date.getTime() + later * DAY_MS).toISOString().slice(0, 10);
}

/**
 * Return the day as it is written in a language, by the calendar and digits that all our pages use.
 *
 * @param {string} day
 * @param {string} language tag
 * @returns {string}
 */
export function showDay(day, language) {
  return show(new Date(`${day}T00:00:00Z`), language, "UTC");
}

/**
 * Return the day of a moment in Finland, as it is written in a language.
 *
 * @param {Date} moment
 * @param {string} language tag
 * @returns {string}
 */
export function showDayInFinland(moment, language) {
  return show(moment, language, "Europe/Helsinki");
}

/**
 * @param {Date} moment
 * @param {string} language
 * @param {string} timeZone
 * @returns {string}
 */
function show(moment, language, timeZone) {
  const form = new Intl.DateTimeFormat(language, {
    dateStyle: "long",
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
  });
  return form.format(moment).replace(YEAR_SIGN, "");
}
