/**
 * Entry of the page for coming back. It relies on this page, and on nothing else; if any of it but a
 * hint or a count is missing, the script stays out: the button stays disabled and
 * #opening-plain-way visible.
 *
 *     <form id="opening" autocomplete="off" novalidate data-text-…  data-title-…>
 *       <label for="digits">…</label> <p id="digits-hint">…</p> <p id="digits-error" hidden></p>
 *       <input id="digits" aria-describedby="digits-hint">
 *       <div id="opening-state" role="status" tabindex="-1"></div>
 *       <button type="submit" id="open" disabled>Look for an answer</button>
 *       <div id="opening-plain-way"> the other way: plain page, phone </div>
 *     </form>
 *     <section id="opened" hidden> <h2 id="opened-title" tabindex="-1">…</h2>
 *       <div id="answers" data-typed></div> <p id="opened-until" data-typed></p> </section>
 *     <section id="nothing" hidden> <h2 id="nothing-title" tabindex="-1">…</h2> … </section>
 *     <section id="forged" hidden> <h2 id="forged-title" tabindex="-1">…</h2> … </section>
 *     <section id="again" hidden> <form id="letter" data-site="…"> as write.mjs describes it </form> </section>
 *     <section id="arrived" hidden> … </section>
 *     <nav id="languages" data-text-…> … </nav>
 *
 * No action, no method, no field with a name. Parts are shown and hidden by the `hidden` attribute
 * alone, text is set by textContent alone, and all words come from the page ({day} becomes a day):
 *
 *     data-text-receipt-character, -receipt-length, -receipt-check: what is wrong with the digits
 *     data-text-opening    one moment                   data-text-unsafe   this page cannot open answers
 *     data-text-unreachable  no connection              data-text-answer   title of each answer
 *     data-text-busy       not now                      data-text-until    to be read until {day}
 *     data-title-mistyped, -opening, -failed, -unsafe, -opened, -forged: whole document titles
 */

// First of all, and whatever becomes of the rest: the exit.
import "./leave.mjs";
import { startPage } from "./returning.mjs";

startPage(window);
