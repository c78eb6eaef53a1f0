/**
 * Larger letters, and the page read aloud. Nothing is remembered: the next page begins as ever (P1).
 *
 *     <div hidden data-reading>
 *       <button data-larger aria-pressed="false">…</button>
 *       <button hidden data-listen data-stop="…">…</button>
 *     </div>
 *
 * Only a voice that the device itself has may read: any other sends the words to somebody. A page with
 * a field is never read aloud, and what is read ends when the page is left.
 */

/** So many letters at once: some voices fall silent in longer texts. */
const PIECE = 180;

const READ = "h1, h2, h3, p, li, dt, dd, th, td, caption";

/** What stands in the part that is read and is no part of the text. */
const SKIPPED = "[hidden], [data-reading], [role=img], noscript, button";

/**
 * Show what the browser can do, and let it be used.
 *
 * @param {Window & typeof globalThis} window
 */
export function startReading(window) {
  const { document } = window;
  const tools = /** @type {HTMLElement | null} */ (document.querySelector("[data-reading]"));
  if (!tools) return;
  tools.hidden = false;
  startLarger(document, /** @type {HTMLElement} */ (tools.querySelector("[data-larger]")));
  const listen = /** @type {HTMLElement} */ (tools.querySelector("[data-listen]"));
  if (window.speechSynthesis) startListening(window, listen);
}

/**
 * @param {Document} document
 * @param {HTMLElement} button
 */
function startLarger(document, button) {
  button.addEventListener("click", () => {
    const larger = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(larger));
    if (larger) document.documentElement.setAttribute("data-text", "larger");
    else document.documentElement.removeAttribute("data-text");
  });
}

/**
 * @param {Window & typeof globalThis} window
 * @param {HTMLElement} button
 */
function startListening(window, button) {
  const { document, speechSynthesis } = window;
  const { lang } = document.documentElement;
  const start = button.textContent;
  const show = (/** @type {boolean} */ reads) => {
    button.textContent = reads ? (button.dataset["stop"] ?? "") : start;
    button.toggleAttribute("data-reads", reads);
  };
  const stop = () => {
    speechSynthesis.cancel();
    show(false);
  };
  // Some browsers know their voices only after a while.
  const offer = () => {
    button.hidden = !voiceFor(speechSynthesis, lang);
  };
  offer();
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  window.addEventListener("pagehide", stop);
  button.addEventListener("click", () => {
    const voice = voiceFor(speechSynthesis, lang);
    const reads = button.hasAttribute("data-reads");
    stop();
    if (reads || !voice) return;
    show(true);
    const pieces = textsOf(document);
    pieces.forEach((text, at) => {
      const said = new window.SpeechSynthesisUtterance(text);
      said.voice = voice;
      said.lang = voice.lang;
      if (at === pieces.length - 1) said.addEventListener("end", () => show(false));
      speechSynthesis.speak(said);
    });
  });
}

/**
 * Return the device's own voice for a language, or none.
 *
 * @param {SpeechSynthesis} speech
 * @param {string} lang
 * @returns {SpeechSynthesisVoice | undefined}
 */
export function voiceFor(speech, lang) {
  const wanted = lang.split("-")[0];
  return speech
    .getVoices()
    .find((voice) => voice.localService && voice.lang.split(/[-_]/)[0] === wanted);
}

/**
 * Return what is to be read, in pieces that every voice can hold.
 *
 * @param {Document} document
 * @returns {string[]}
 */
export function textsOf(document) {
  const all = [...document.querySelectorAll(`main :is(${READ})`)];
  return all
    .filter(
      (each) =>
        !each.closest(SKIPPED) && !all.some((other) => other !== each && each.contains(other)),
    )
    .flatMap((each) => pieces((each.textContent ?? "").replace(/\s+/g, " ").trim()));
}

/**
 * @param {string} text
 * @returns {string[]}
 */
function pieces(text) {
  /** @type {string[]} */
  const found = [];
  let rest = text;
  while (rest.length > PIECE) {
    const at = rest.lastIndexOf(" ", PIECE);
    const end = at > 0 ? at : PIECE;
    found.push(rest.slice(0, end));
    rest = rest.slice(end).trim();
  }
  return rest ? [...found, rest] : found;
}
