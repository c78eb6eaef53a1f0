/**
 * Larger letters, and the page read aloud. Nothing is remembered: the next page begins as ever (P1).
 *
 *     <div hidden data-reading>
 *       <button data-larger aria-pressed="false">…</button>
 *       <button hidden data-listen data-stop="…">…</button>
 *     </div>
 *
 * A page that a person has read aloud names the recording (`data-clip`); it is loaded when it is asked
 * for. Else only a voice that the device itself has may read: any other sends the words to somebody. A
 * page with a field is never read aloud, and what is read ends when the page is left.
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
  const { clip } = listen.dataset;
  if (clip) startListening(window, listen, recorded(document, clip));
  else if (window.speechSynthesis) startListening(window, listen, spoken(window));
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
 * Whatever reads the page aloud. `offer` tells, now and whenever that changes, whether it can; `start`
 * reads and calls back at the end, also when it fails; `stop` falls silent at once.
 *
 * @typedef {object} Voice
 * @property {(tell: (can: boolean) => void) => void} offer
 * @property {(ended: () => void) => void} start
 * @property {() => void} stop
 */

/**
 * @param {Window} window
 * @param {HTMLElement} button
 * @param {Voice} voice
 */
function startListening(window, button, voice) {
  const start = button.textContent;
  const show = (/** @type {boolean} */ reads) => {
    button.textContent = reads ? (button.dataset["stop"] ?? "") : start;
    button.toggleAttribute("data-reads", reads);
  };
  const stop = () => {
    voice.stop();
    show(false);
  };
  voice.offer((can) => {
    button.hidden = !can;
  });
  window.addEventListener("pagehide", stop);
  button.addEventListener("click", () => {
    const reads = button.hasAttribute("data-reads");
    stop();
    if (reads) return;
    show(true);
    voice.start(() => show(false));
  });
}

/**
 * Read by the person who recorded the page. The recording lies in the page, where the exit takes it
 * away with all else, which ends it.
 *
 * @param {Document} document
 * @param {string} clip
 * @returns {Voice}
 */
function recorded(document, clip) {
  const audio = document.createElement("audio");
  audio.preload = "none";
  return {
    offer: (tell) => tell(true),
    start: (ended) => {
      document.querySelector("[data-reading]")?.append(audio);
      audio.onended = ended;
      audio.onerror = ended;
      audio.src = clip;
      audio.play().catch(() => {});
    },
    stop: () => {
      audio.onerror = null;
      audio.pause();
      audio.removeAttribute("src");
    },
  };
}

/**
 * Read by a voice of the device.
 *
 * @param {Window & typeof globalThis} window
 * @returns {Voice}
 */
function spoken({ document, speechSynthesis, SpeechSynthesisUtterance }) {
  const voice = () => voiceFor(speechSynthesis, document.documentElement.lang);
  return {
    offer: (tell) => {
      tell(Boolean(voice()));
      // Some browsers know their voices only after a while.
      speechSynthesis.addEventListener?.("voiceschanged", () => tell(Boolean(voice())));
    },
    start: (ended) => {
      const [own, pieces] = [voice(), textsOf(document)];
      if (!own) return ended();
      pieces.forEach((text, at) => {
        const said = new SpeechSynthesisUtterance(text);
        said.voice = own;
        said.lang = own.lang;
        if (at === pieces.length - 1) said.addEventListener("end", ended);
        speechSynthesis.speak(said);
      });
    },
    stop: () => speechSynthesis.cancel(),
  };
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
