/**
 * Entry of "Check for yourself". It relies on this page alone; if any of it is missing, the script stays
 * out, and all stands on one page as it was served.
 *
 *     <form id="check" autocomplete="off" data-form data-version data-language data-site data-root
 *           data-minimum-serial data-write="<path of the writing page>" data-script="<its script>">
 *       <button type="submit" disabled hidden></button>
 *       <div data-step="0" data-title="…" tabindex="-1"> what to know first </div>
 *       <h2 data-step="1" data-title="…" tabindex="-1">…</h2>      (and so on, a number for each part)
 *       <div data-step="1" data-question="pay" data-kind="choice"> radios; a value not_sure: it counts </div>
 *       <section data-step="<last>" data-title="…" tabindex="-1">
 *         <div data-outcome="young | yes | unsure | otherwise | stopped">…</div>
 *         <div id="take" hidden> <div id="take-state" role="status" data-text-wait data-text-failed>
 *           <button type="button" id="take-along"> </div>
 *       </section>
 *       <div id="check-ways" hidden> buttons check-on, check-back, check-stop, check-again </div>
 *     </form>
 *     <nav id="languages" data-text-…> as in write.mjs </nav>
 *
 * Nothing that is answered here is stored, sent, or written into an address.
 */

// First of all, and whatever becomes of the rest: the exit.
import "./leave.mjs";
import { Check } from "./checking.mjs";
import { SealedPage } from "./page.mjs";

new SealedPage(window, new Check(window)).start();
