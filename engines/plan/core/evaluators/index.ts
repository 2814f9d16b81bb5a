import { assessmentEvaluator } from "./assessment.ts";
import type { AnyEvaluator } from "./evaluator.ts";
import { growthEvaluator } from "./growth.ts";
import { indicatorEvaluator } from "./indicator.ts";
import { milestonesEvaluator } from "./milestones.ts";
import { ratioEvaluator } from "./ratio.ts";
import { shareEvaluator } from "./share.ts";
import { systemEvaluator } from "./system.ts";

export type { AnyEvaluator, Outcome, Reference } from "./evaluator.ts";

/** The measures that the plan engine computes itself. Engines add theirs through `Measure` of the kernel. */
export const evaluators: readonly AnyEvaluator[] = [
  indicatorEvaluator,
  growthEvaluator,
  ratioEvaluator,
  shareEvaluator,
  milestonesEvaluator,
  systemEvaluator,
  assessmentEvaluator,
];

/** The built-in evaluator of that name, if it is one. */
export function findEvaluator(id: string): AnyEvaluator | undefined {
  return evaluators.find((evaluator) => evaluator.id === id);
}
