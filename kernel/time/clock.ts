/** Where the current instant comes from; tests hand in one that stands still. */
export interface Clock {
  now(): Date;
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that always shows the given instant, e.g. `fixedClock("2020-12-31T16:00:00Z")`. */
export function fixedClock(instant: string | Date): Clock {
  const time = new Date(instant).getTime();
  if (Number.isNaN(time)) {
    throw new Error(`Not an instant: ${String(instant)}`);
  }
  return { now: () => new Date(time) };
}

/**
 * @param timeZone IANA zone in which days begin and end, e.g. the region's `timeZone`
 * @returns the calendar day that it is there now, as ISO date
 * @throws RangeError when the zone is unknown
 */
export function today(timeZone: string, clock: Clock = systemClock): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(clock.now());
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}
