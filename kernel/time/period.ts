import { Problem } from "../problems/index.ts";
import { addDays, isIsoDate } from "./date.ts";

/** The days that a figure describes, both ends included. */
export interface Period {
  /** ISO date of the first day. */
  readonly from: string;
  /** ISO date of the last day. */
  readonly to: string;
}

const yearPattern = /^\d{4}$/;
const monthPattern = /^(\d{4})-(\d{2})$/;

function lastDayOfMonth(year: number, month: number): string {
  const next = month === 12 ? [year + 1, 1] : [year, month + 1];
  const [nextYear, nextMonth] = next as [number, number];
  // The last month of the year 9999 has no month after it that could be written.
  return nextYear > 9999
    ? "9999-12-31"
    : addDays(`${String(nextYear).padStart(4, "0")}-${String(nextMonth).padStart(2, "0")}-01`, -1);
}

/** @returns the days of a year `2014`, a month `2016-03` or a day `2016-03-15`; undefined for any other text */
export function findPeriod(text: string): Period | undefined {
  if (yearPattern.test(text)) {
    return { from: `${text}-01-01`, to: `${text}-12-31` };
  }
  const month = monthPattern.exec(text);
  if (month !== null) {
    const from = `${text}-01`;
    return isIsoDate(from) ? { from, to: lastDayOfMonth(Number(month[1]), Number(month[2])) } : undefined;
  }
  return isIsoDate(text) ? { from: text, to: text } : undefined;
}

/**
 * @returns the days of a year `2014`, a month `2016-03` or a day `2016-03-15`
 * @throws Problem `request.invalid` for any other text
 */
export function parsePeriod(text: string): Period {
  const period = findPeriod(text);
  if (period === undefined) {
    throw new Problem("request.invalid", {
      zh: `“${text}”不是时期。请写年(2014)、月(2016-03)或日(2016-03-15)。`,
      en: `"${text}" is not a period. Write a year (2014), a month (2016-03) or a day (2016-03-15).`,
    });
  }
  return period;
}
