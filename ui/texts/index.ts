/** All texts of pages: `m.some_key({input})` in the current language. */
export * as m from "./generated/messages.js";
export * from "./language.ts";
