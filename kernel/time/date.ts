const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const dayMs = 86_400_000;

function findDayNumber(text: string): number | undefined {
  const match = datePattern.exec(text);
  if (match === null) {
    return undefined;
  }
  // The ISO form is read as UTC in all years; a day that does not exist either fails or rolls over to another text.
  const instant = new Date(`${text}T00:00:00Z`);
  const ms = instant.getTime();
  return Number.isNaN(ms) || instant.toISOString().slice(0, 10) !== text ? undefined : ms / dayMs;
}

function getDayNumber(text: string): number {
  const day = findDayNumber(text);
  if (day === undefined) {
    throw new Error(`Not an ISO date: ${text}`);
  }
  return day;
}

/** True for `YYYY-MM-DD` of a day that exists (Gregorian calendar, years 0000 to 9999). */
export function isIsoDate(text: string): boolean {
  return findDayNumber(text) !== undefined;
}

/**
 * @returns days from `from` to `to`; negative when `to` comes first
 * @throws Error when one of them is not an ISO date
 */
export function daysBetween(from: string, to: string): number {
  return getDayNumber(to) - getDayNumber(from);
}

/**
 * @returns the ISO date `days` later (earlier, when negative)
 * @throws Error when `date` is not an ISO date, `days` not whole, or the result outside the years 0000 to 9999
 */
export function addDays(date: string, days: number): string {
  if (!Number.isInteger(days)) {
    throw new Error(`Not a whole number of days: ${days}`);
  }
  const moved = new Date((getDayNumber(date) + days) * dayMs);
  const text = Number.isNaN(moved.getTime()) ? "" : moved.toISOString().slice(0, 10);
  if (!isIsoDate(text)) {
    throw new Error(`${date} moved by ${days} days leaves the years 0000 to 9999`);
  }
  return text;
}
