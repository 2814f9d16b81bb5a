import type { z } from "zod";
import type { Evidence } from "./evidence.ts";
import type { Text } from "./text.ts";

/** The two dates of an evaluation (see "Two dates" in ARCHITECTURE.md). */
export interface EvaluationDates {
  /** ISO date: the state of the world that is judged. */
  readonly asOf: string;
  /** ISO date: only what was published on or before it may be used. */
  readonly knownBy: string;
}

/** What a measure found. `value` is null exactly when the missing figures prevent one. */
export interface MeasureOutcome {
  readonly value: number | null;
  /** Where missing figures leave a range, its upper end; `value` is then the lower one. */
  readonly high?: number | undefined;
  /**
   * Last day that the data describe, and the months from one such data set to the next, when the value rests on periods:
   * what describes an earlier time than the deadline's cannot prove that a target was missed.
   */
  readonly describes?: { readonly end: string; readonly intervalMonths: number } | undefined;
  readonly unit: string;
  readonly evidence: Evidence;
}

/**
 * A measure that an engine or system offers to the plan. Its parameters are data from the register;
 * they are parsed by `params` before `evaluate` is called.
 * `evaluate` must depend on nothing but its arguments and the engine's own stored data as known at the dates.
 */
export interface Measure<Params = unknown> {
  /** Stable name used in registers, e.g. `reach.pairs-within`. */
  readonly id: string;
  readonly title: Text;
  readonly params: z.ZodType<Params>;
  evaluate(params: Params, dates: EvaluationDates): Promise<MeasureOutcome>;
}
