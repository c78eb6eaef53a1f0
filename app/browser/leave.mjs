/**
 * Entry of every public page: quick exit, and nothing left behind in a page that was left.
 *
 * It sends nothing, stores nothing and asks for nothing. A page without it still has its exit.
 */

import { startExit } from "../frame/components/exit/exit.mjs";
import { startPrinting } from "../frame/components/receipt/print.mjs";
import { forgetWhenLeft } from "./forget.mjs";

startExit(window);
startPrinting(window);
forgetWhenLeft(window);
