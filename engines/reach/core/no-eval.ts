import { config } from "zod";

/**
 * Loaded before every schema that a page uses: zod would otherwise try, once, whether it may compile checks with
 * `new Function`, which a strict content security policy reports as a violation.
 */
config({ jitless: true });
