/** Entry of the pages to read: what every page does, and larger letters and reading aloud. */

import { startReading } from "../frame/components/reading/reading.mjs";
import "./leave.mjs";

startReading(window);
