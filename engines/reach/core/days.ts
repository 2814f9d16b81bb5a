const millisecondsPerDay = 86_400_000;

/** Seconds of a service day. Times are wall-clock times; a day is taken to have 24 hours. */
export const secondsPerDay = 86_400;

/** Days since 1970-01-01 of an ISO date. @throws Error when the text is no date */
export function toDayNumber(date: string): number {
  const milliseconds = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(milliseconds)) throw new Error(`"${date}" is no date of the form 2016-03-15.`);
  return milliseconds / millisecondsPerDay;
}

/** Monday = 0. 1970-01-01 was a Thursday. */
export function toWeekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
