import { textSchema } from "@midreach/kernel/contracts";
import { z } from "zod";

/** Fields that several modifications have. On the wire times are local `HH:MM` and durations minutes. */

const clockPattern = /^([0-9]{1,2}):([0-5][0-9])(?::([0-5][0-9]))?$/;

/** A trip may last this many hours; times of later days count on (`25:10`). */
const longestHours = 95;

/** `08:05`, `08:05:30`; after midnight the hours count on: `25:10`. */
export const clockField = z
  .string()
  .regex(clockPattern)
  .refine((time) => Number(clockPattern.exec(time)?.[1] ?? 0) <= longestHours)
  .describe("Local time HH:MM or HH:MM:SS of the service day; after midnight the hours count on (25:10)");

/** Id of a station or trip. */
export const idField = z.string().min(1).max(100);

/** Name in both languages; where only one is known it stands in both. */
export const nameField = textSchema;

/** A duration in minutes, not negative; fractions are allowed. */
export const minutesField = z.number().min(0).max(1440);

/** Which trains: the ones listed, or all; of the classes listed, or of all. */
export const tripsField = z.array(idField).min(1).max(500);
export const classesField = z.array(z.string().min(1).max(50)).min(1).max(50);

/**
 * What becomes of the calls after those that change: they `shift` by the same time, or the train will `wait` at the
 * next station until its old time of departure (as far as that is not over).
 */
export const laterCallsField = z.enum(["shift", "wait"]);

/** Seconds after midnight of the service day. @param time as `clockField` takes it */
export function toSeconds(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

/** `08:05` of seconds after midnight, with seconds only where there are some. */
export function toClock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts
    .slice(0, parts[2] === 0 ? 2 : 3)
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}

/** Whole seconds of minutes that may have a fraction. */
export const minutesToSeconds = (minutes: number): number => Math.round(minutes * 60);
