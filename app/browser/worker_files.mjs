/**
 * Names of the built workers, by the names of their sources. build.mjs puts the true ones in place of
 * this; where nothing was built there is none to start.
 */

/** @type {Readonly<Record<string, string>>} */
export const WORKER_FILES = {};
