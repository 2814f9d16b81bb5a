import { destination, type Logger, pino } from "pino";

/**
 * The log: one JSON object a line on standard error, so that what a person reads on standard output stays readable.
 * Warnings and worse unless `MIDREACH_LOG_LEVEL` says otherwise (`info`: every request).
 */
export function createLog(level = process.env.MIDREACH_LOG_LEVEL || "warn"): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination({ fd: 2, sync: true }));
}
