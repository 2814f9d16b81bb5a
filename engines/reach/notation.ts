import type { Call, Frequency, ServiceCalendar } from "./core/schedule.ts";

/**
 * How a region's tables write trains, one row each, so that people can read and git can compare them:
 * `长春 05:47;吉林 06:27+2;敦化 07:23+2 b;延吉西 08:04`. A call is the station's id, the local time of arrival (hours count
 * on after midnight, seconds only where there are any), `+` minutes of dwell (`+90s` in seconds), and ` x` where nobody
 * boards or alights, ` b` for boarding only, ` a` for alighting only.
 */

const callPattern = /^(\S+) (\d{2,3}):([0-5]\d)(?::([0-5]\d))?(?:\+(\d+)(s?))?(?: ([abx]))?$/u;
const frequencyPattern = /^(\d{2,3}:[0-5]\d(?::[0-5]\d)?)-(\d{2,3}:[0-5]\d(?::[0-5]\d)?)\/(\d+)(s?)$/u;
const datePattern = /^\d{4}-\d{2}-\d{2}$/u;

/** Calls as a cell of a table. */
export function formatCalls(calls: readonly Call[]): string {
  return calls.map(formatCall).join(";");
}

/** Calls of a cell, and the items of it that are no calls. */
export function parseCalls(cell: string): { readonly calls: Call[]; readonly bad: string[] } {
  const calls: Call[] = [];
  const bad: string[] = [];
  for (const item of cell.split(";")) {
    const match = callPattern.exec(item);
    if (match === null) {
      bad.push(item);
      continue;
    }
    const [, station = "", hours, minutes, seconds, dwell, unit, flag] = match;
    const arrivalSeconds = Number(hours) * 3600 + Number(minutes) * 60 + (seconds === undefined ? 0 : Number(seconds));
    const dwellSeconds = dwell === undefined ? 0 : Number(dwell) * (unit === "s" ? 1 : 60);
    const call = { station, arrivalSeconds, departureSeconds: arrivalSeconds + dwellSeconds };
    // Without boarding (` a`, ` x`) or without alighting (` b`, ` x`).
    const boarding = flag === "a" || flag === "x" ? { boarding: false } : {};
    const alighting = flag === "b" || flag === "x" ? { alighting: false } : {};
    calls.push(flag === undefined ? call : { ...call, ...boarding, ...alighting });
  }
  return { calls, bad };
}

function formatCall(call: Call): string {
  const dwell = call.departureSeconds - call.arrivalSeconds;
  const flag =
    call.boarding === false ? (call.alighting === false ? " x" : " a") : call.alighting === false ? " b" : "";
  const stands = dwell === 0 ? "" : dwell % 60 === 0 ? `+${dwell / 60}` : `+${dwell}s`;
  return `${call.station} ${formatClock(call.arrivalSeconds)}${stands}${flag}`;
}

/** Seconds after midnight as `HH:MM`, or `HH:MM:SS` where they are no whole minute. */
export function formatClock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
  return seconds % 60 === 0 ? clock : `${clock}:${two(seconds % 60)}`;
}

/** Departures as a cell: `06:00-22:00/15` every 15 minutes from six until before ten in the evening. */
export function formatFrequencies(frequencies: readonly Frequency[]): string {
  return frequencies
    .map(({ startSeconds, endSeconds, headwaySeconds: every }) => {
      const headway = every % 60 === 0 ? String(every / 60) : `${every}s`;
      return `${formatClock(startSeconds)}-${formatClock(endSeconds)}/${headway}`;
    })
    .join(";");
}

/** Departures of a cell, and the items of it that are none. */
export function parseFrequencies(items: readonly string[]): {
  readonly frequencies: Frequency[];
  readonly bad: string[];
} {
  const frequencies: Frequency[] = [];
  const bad: string[] = [];
  for (const item of items) {
    const match = frequencyPattern.exec(item);
    const headwaySeconds = Number(match?.[3]) * (match?.[4] === "s" ? 1 : 60);
    const startSeconds = toSeconds(match?.[1] ?? "");
    const endSeconds = toSeconds(match?.[2] ?? "");
    if (match === null || headwaySeconds === 0 || startSeconds >= endSeconds) bad.push(item);
    else frequencies.push({ startSeconds, endSeconds, headwaySeconds });
  }
  return { frequencies, bad };
}

const toSeconds = (clock: string): number =>
  clock.split(":").reduce((total, part, index) => total + Number(part) * 60 ** (2 - index), 0);

/** Days as a cell: runs of days as ranges, `2016-03-10..2016-03-12;2016-03-15`. */
export function formatDays(days: readonly string[]): string {
  const sorted = [...days].sort();
  const ranges: string[] = [];
  for (let first = 0; first < sorted.length; ) {
    let last = first;
    while (sorted[last + 1] !== undefined && sorted[last + 1] === nextDay(sorted[last] as string)) last += 1;
    ranges.push(first === last ? (sorted[first] as string) : `${sorted[first]}..${sorted[last]}`);
    first = last + 1;
  }
  return ranges.join(";");
}

/** Longest range of days that a cell may name: ten years. */
const mostDays = 3660;

/** Days of a cell, and the items of it that are none. */
export function parseDays(items: readonly string[]): { readonly days: string[]; readonly bad: string[] } {
  const days: string[] = [];
  const bad: string[] = [];
  for (const item of items) {
    const [first = "", last = first, more] = item.split("..");
    if (more !== undefined || !isDay(first) || !isDay(last) || first > last || daysBetween(first, last) > mostDays) {
      bad.push(item);
      continue;
    }
    for (let day = first; day <= last; day = nextDay(day)) days.push(day);
  }
  return { days, bad };
}

/** Whether a text is a day of the calendar, `2016-03-15`. */
export function isDay(text: string): boolean {
  if (!datePattern.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

const dayMilliseconds = 86_400_000;
const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + dayMilliseconds).toISOString().slice(0, 10);
const daysBetween = (first: string, last: string): number => (Date.parse(last) - Date.parse(first)) / dayMilliseconds;

/** Weekdays as digits, Monday 1: `12345`. */
export function formatWeekdays(weekdays: ServiceCalendar["weekdays"]): string {
  return weekdays.map((runs, index) => (runs ? String(index + 1) : "")).join("");
}

/** Weekdays of a cell of digits, Monday 1; none for an empty one. */
export function parseWeekdays(cell: string | null): ServiceCalendar["weekdays"] {
  const runs = (digit: string) => cell?.includes(digit) === true;
  return [runs("1"), runs("2"), runs("3"), runs("4"), runs("5"), runs("6"), runs("7")];
}
