import type { StatusName } from "../status/status.ts";

/** A commitment at one date of its history. */
export interface HistoryEntry {
  readonly asOf: string;
  readonly status: StatusName;
  readonly value: number | null;
  /** What the path asked for at that date. */
  readonly expected: number | null;
}

/** Baseline and target between which the path runs. */
export interface HistoryFrame {
  readonly unit: string;
  readonly baseline: { readonly value: number; readonly date: string } | null;
  readonly target: { readonly value: number; readonly date: string };
}

/** Points of a line chart over time: date and value. */
export type ChartPoint = readonly [date: string, value: number];

/** The path that the plan asks for, from baseline to target; empty without a baseline. */
export function pathPoints({ baseline, target }: HistoryFrame): ChartPoint[] {
  return baseline
    ? [
        [baseline.date, baseline.value],
        [target.date, target.value],
      ]
    : [];
}

/** The values that are known, oldest first. */
export function valuePoints(entries: readonly HistoryEntry[]): ChartPoint[] {
  return entries
    .flatMap((entry) => (entry.value === null ? [] : [[entry.asOf, entry.value] as const]))
    .sort((a, b) => a[0].localeCompare(b[0]));
}
