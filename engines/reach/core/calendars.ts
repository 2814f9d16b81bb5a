import { toDayNumber, toWeekday } from "./days.ts";
import type { ServiceCalendar } from "./schedule.ts";

/** The days on which services run, flat: weekdays as seven bits, a period, and sorted lists of exceptions. */
export interface Calendars {
  readonly weekdays: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Where a calendar's exceptions begin; one entry more than calendars. */
  readonly exceptionFirst: Int32Array;
  /** Day numbers, rising within a calendar. */
  readonly exceptionDay: Int32Array;
  /** 1: runs on that day, 0: does not. */
  readonly exceptionRuns: Uint8Array;
}

/** Packs calendars. A day that is both added and removed is removed. @throws Error when a date cannot be read */
export function packCalendars(calendars: readonly ServiceCalendar[]): Calendars {
  const exceptions = calendars.map(({ added, removed }) => {
    const runs = new Map<number, number>(added.map((date) => [toDayNumber(date), 1]));
    for (const date of removed) runs.set(toDayNumber(date), 0);
    return [...runs].sort(([a], [b]) => a - b);
  });
  const first = new Int32Array(calendars.length + 1);
  exceptions.forEach((list, index) => {
    first[index + 1] = (first[index] as number) + list.length;
  });
  const flat = exceptions.flat();
  return {
    weekdays: Uint8Array.from(calendars, ({ weekdays }) =>
      weekdays.reduce((bits, runs, weekday) => bits | (runs ? 1 << weekday : 0), 0),
    ),
    start: Int32Array.from(calendars, ({ start }) => toDayNumber(start)),
    end: Int32Array.from(calendars, ({ end }) => toDayNumber(end)),
    exceptionFirst: first,
    exceptionDay: Int32Array.from(flat, ([day]) => day),
    exceptionRuns: Uint8Array.from(flat, ([, runs]) => runs),
  };
}

/** Whether the services of a calendar run on a day. */
export function isRunning(calendars: Calendars, calendar: number, day: number): boolean {
  const { exceptionDay, exceptionFirst, exceptionRuns, weekdays, start, end } = calendars;
  let low = exceptionFirst[calendar] as number;
  let high = exceptionFirst[calendar + 1] as number;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((exceptionDay[middle] as number) < day) low = middle + 1;
    else high = middle;
  }
  if (low < (exceptionFirst[calendar + 1] as number) && exceptionDay[low] === day) return exceptionRuns[low] === 1;
  if (day < (start[calendar] as number) || day > (end[calendar] as number)) return false;
  return ((weekdays[calendar] as number) & (1 << toWeekday(day))) !== 0;
}
