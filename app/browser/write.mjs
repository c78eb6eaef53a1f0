/**
 * Entry of the sealed writing page. It relies on this page, and on nothing else; if any of it but a
 * hint or a count is missing, the script stays out: Send stays disabled and #plain-way visible.
 *
 *     <form id="letter" autocomplete="off" novalidate data-form="write" data-version="1" data-language="ar"
 *           data-site="<host>" data-root="<vkey>" data-minimum-serial="1" data-text-…  data-title-…
 *           [data-one-of='[["told", "observed"]]'] [data-steps]>
 *       <div id="top"> what to know first </div>
 *       <div id="problems" tabindex="-1" hidden> heading, <ul id="problems-list"></ul> </div>
 *       <div data-section="letter"> <h2 id="s-letter" tabindex="-1">…</h2>             (folded: <details>)
 *       <div class="question" data-question="message" data-kind="text" data-limit="16000" data-required>
 *         <label for="q-message">…</label>
 *         <textarea id="q-message" aria-describedby="q-message-hint"></textarea>
 *       </div> </div>
 *       <div class="question" data-question="writer" data-kind="choice">      (radios; "several": checkboxes)
 *         <fieldset> <legend>…</legend>
 *           <div class="options"> <label><input type="radio" name="writer" value="for_me" id="q-writer-for_me"> …</label> </div>
 *         </fieldset>                                         (one of a long list: <label>, <select>)
 *       </div>                       ([data-every] [data-when='[{"question": …, "answers": […]}]'])
 *       [<div id="files"> as file_field.mjs has it </div>]
 *       <div id="checking" hidden> <h2 id="checking-title" tabindex="-1">…</h2>
 *         <div id="checking-answers" data-typed></div> </div>
 *       <div id="ending" hidden>
 *         <section class="receipt" hidden> parts [data-receipt=…]: groups, unsent, unknown </section> </div>
 *       <div id="state" role="status" tabindex="-1"></div>
 *       <button type="submit" disabled> of the ids check, send, and with steps continue; one is seen at a time
 *       <button type="button" id="previous" hidden>…</button>
 *       <div id="plain-way"> the other way: plain page, phone, copy your text first </div>
 *     </form>
 *     <nav id="languages" data-text-…> links with lang, <div id="languages-state" role="status"></div> </nav>
 *     <section id="arrived" hidden> <h2 id="arrived-title" tabindex="-1">It arrived</h2> …
 *       <section class="receipt" data-sent hidden> parts: groups, until, say, hear </section>
 *     </section>
 *     [data-collected=…] anywhere: fresh, stale, day
 *
 * No action, no method; text fields have no name, no maxlength, no required. Parts are shown and
 * hidden by the `hidden` attribute alone, text is set by textContent alone, and all words come from
 * the page: texts.mjs lists the attributes. {limit}, {over} and {n} in them become digits.
 *
 *     data-text-required   please answer this            data-text-sending   sending, keep the page open
 *     data-text-too-long   {limit} at most, {over} over  data-text-not-sent  not sent; the text is still here
 *     data-text-invalid    cannot be sent like this      data-text-unknown   not known whether it arrived
 *     data-text-left       characters left: {n}          data-text-again     send again; it cannot make two
 *     data-text-over       over the limit: {n}           data-text-not-now   no letters taken now, wait
 *     data-text-closed     this page cannot seal, so it sends nothing; other ways
 *     data-title-error, -too-long, -sending, -not-sent, -unknown, -closed, -arrived: whole document titles
 *
 * The same page in another language can take its place (page.mjs, twin.mjs), so nothing may be kept
 * of its elements beyond that.
 */

// First of all, and whatever becomes of the rest: the exit.
import "./leave.mjs";
import { startPage } from "./writing.mjs";

startPage(window);
