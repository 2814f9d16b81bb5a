import type { DayTime } from "./schemas.ts";

const daySeconds = 86_400;

/** `08:30` as seconds after midnight; `24:00` and later lie on the next day. */
export function toSeconds(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 3600 + minutes * 60;
}

/** Seconds after midnight of the date asked for as a time of day and a number of days. */
export function toDayTime(seconds: number): DayTime {
  const dayOffset = Math.floor(seconds / daySeconds);
  const minutes = Math.floor((seconds - dayOffset * daySeconds) / 60);
  return { time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`, dayOffset };
}

const two = (value: number): string => String(value).padStart(2, "0");

/** Seconds as minutes with at most one decimal. */
export const toMinutes = (seconds: number): number => Math.round(seconds / 6) / 10;

/** As `toMinutes`, for what may be absent. */
export const toMinutesOrNull = (seconds: number | null): number | null =>
  seconds === null ? null : toMinutes(seconds);
