import type { EvaluationDates } from "@midreach/kernel/contracts";
import type { RegisterMeasure } from "../register.ts";
import { externalKey, type World } from "../world.ts";
import { type Outcome, unknownOutcome } from "./evaluator.ts";
import { findEvaluator } from "./index.ts";

/** One question to a measure of another engine. */
export interface ExternalQuestion {
  readonly key: string;
  readonly evaluator: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly dates: EvaluationDates;
}

/**
 * The questions to other engines' measures that an evaluation needs, each once. They are awaited before the
 * evaluation, so that the evaluation itself stays pure.
 */
export function listExternalQuestions(
  world: World,
  dates: EvaluationDates,
  days: readonly string[],
): ExternalQuestion[] {
  const questions = new Map<string, ExternalQuestion>();
  for (const { measure } of world.records.commitments) {
    if (!measure || findEvaluator(measure.evaluator)) continue;
    for (const asOf of new Set([...days, measure.target.date])) {
      if (asOf > dates.asOf) continue;
      const asked = { asOf, knownBy: dates.knownBy };
      const key = externalKey(measure.evaluator, measure.params, asked);
      questions.set(key, { key, evaluator: measure.evaluator, params: measure.params, dates: asked });
    }
  }
  return [...questions.values()];
}

/** The answer of another engine, or who has to install what. */
export function evaluateExternal(world: World, measure: RegisterMeasure, dates: EvaluationDates): Outcome {
  const answer = world.externals.get(externalKey(measure.evaluator, measure.params, dates));
  if (answer && "outcome" in answer) {
    const { value, high = value, unit, evidence, describes } = answer.outcome;
    return { low: value, high: value === null ? null : high, unit, ...evidence, describes };
  }
  const engine =
    world.records.plan.externalEvaluators.find((external) => external.id === measure.evaluator)?.engine ??
    measure.evaluator;
  const reason = answer
    ? answer.failure
    : { zh: `测算引擎 ${engine} 尚未安装`, en: `The engine ${engine} is not installed` };
  const label = { zh: `测算:${measure.evaluator}`, en: `Measure ${measure.evaluator}` };
  return unknownOutcome(measure.target.unit, [{ figure: `engine:${engine}`, label, reason }]);
}
