import type { EvaluationDates, EvidenceStep, MissingFigure, Text } from "@midreach/kernel/contracts";
import type { z } from "zod";
import type { Commitment, RegisterMeasure } from "../register.ts";
import type { World } from "../world.ts";

/** A thing that a measure's parameters point at; the register check makes sure that it exists. */
export interface Reference {
  readonly kind: "place" | "indicator" | "project" | "system";
  readonly id: string;
  /** Where in the parameters: `places[2]`. */
  readonly path: string;
}

/**
 * What an evaluator found. `low` and `high` are equal when the value is known; both are null when nothing is known;
 * they differ when missing figures leave a range.
 */
export interface Outcome {
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
  readonly steps: readonly EvidenceStep[];
  readonly missing: readonly MissingFigure[];
  readonly notes: readonly Text[];
  /** Last day that the figures describe and the months between two of them, when the value rests on periods. */
  readonly describes?: { readonly end: string; readonly intervalMonths: number } | undefined;
}

export interface EvaluationContext {
  readonly world: World;
  readonly dates: EvaluationDates;
  /** The earlier of as-of date and deadline: figures have to be fresh on that day. */
  readonly judgedOn: string;
  readonly commitment: Commitment;
  readonly measure: RegisterMeasure;
}

/** One kind of measure that the plan engine computes itself. */
export interface Evaluator<Params> {
  readonly id: string;
  readonly title: Text;
  readonly params: z.ZodType<Params>;
  /** What exactly is measured, in words. */
  describe(params: Params, world: World): Text;
  references(params: Params): readonly Reference[];
  /** Unit of the value when it is given by the indicators; undefined when any unit may stand in the target. */
  unitOf(params: Params, world: World): string | undefined;
  /** Faults that a schema cannot see. */
  check?(params: Params, world: World): readonly Text[];
  evaluate(params: Params, context: EvaluationContext): Outcome;
}

/** An evaluator whose parameters are parsed on the way in, so that all of them fit in one list. */
export type AnyEvaluator = Evaluator<unknown>;

/** Keeps an evaluator's parameter type inside and shows a uniform outside. */
export function defineEvaluator<Params>(evaluator: Evaluator<Params>): AnyEvaluator {
  return evaluator as unknown as AnyEvaluator;
}

/** An outcome of which nothing is known. */
export function unknownOutcome(
  unit: string,
  missing: readonly MissingFigure[],
  steps: readonly EvidenceStep[] = [],
  notes: readonly Text[] = [],
): Outcome {
  return { low: null, high: null, unit, steps, missing, notes };
}
