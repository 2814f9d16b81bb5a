import { numberField, textField } from "@midreach/ui";
import type { DataSetQuery } from "./reach-api.ts";

export { readPoint, writePoint } from "@midreach/ui";

/** Minutes that count as within reach unless the reader says otherwise. */
export const usualThreshold = 120;

/** The fields of an address that name a timetable, a window and a threshold. */
export const dataSetFields = {
  feed: textField,
  scenario: textField,
  date: textField,
  start: textField,
  end: textField,
  minutes: numberField(usualThreshold),
} as const;

/** The values of those fields. */
export interface DataSetState {
  readonly feed: string | undefined;
  readonly scenario: string | undefined;
  readonly date: string | undefined;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly minutes: number;
}

/** The same as parameters of the engine's routes. */
export function queryOf({ feed, scenario, date, start, end, minutes }: DataSetState): DataSetQuery {
  return { feed, scenario, date, windowStart: start, windowEnd: end, threshold: minutes };
}

/** Thresholds that are offered for isochrones, minutes. */
export const isochroneChoices = [30, 60, 90, 120, 180, 240] as const;
const usualIsochrones: readonly number[] = [60, 120, 180, 240];

/** Reads `60-120-180` from an address; the usual ones when nothing of it makes sense. */
export function readIsochrones(given: string | undefined): readonly number[] {
  const wanted = (given ?? "").split("-").map(Number);
  const known = isochroneChoices.filter((minutes) => wanted.includes(minutes));
  return known.length > 0 ? known : usualIsochrones;
}

/** For the address; undefined for the usual ones. */
export function writeIsochrones(minutes: readonly number[]): string | undefined {
  const sorted = [...minutes].sort((a, b) => a - b);
  return sorted.length === 0 || sorted.join("-") === usualIsochrones.join("-") ? undefined : sorted.join("-");
}
