import { setImmediate as nextTurn } from "node:timers/promises";
import type { EvaluationDates, Measure } from "@midreach/kernel/contracts";
import type { Services } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import { today } from "@midreach/kernel/time";
import { type CommitmentResult, evaluateCommitment } from "./core/evaluate.ts";
import { listExternalQuestions } from "./core/evaluators/external.ts";
import type { Commitment } from "./core/register.ts";
import { createWorld } from "./core/world.ts";
import { askMeasures } from "./evaluation.ts";
import { planServiceOf } from "./service.ts";

/** A commitment as other measures would have it judged. */
export interface SupposedResult {
  readonly commitment: Commitment;
  readonly result: CommitmentResult;
}

/**
 * Evaluates with measures in place of the installed ones of the same ids, and keeps nothing. Only commitments that name
 * one of them are evaluated: with all others nothing changes. In the register's order, without history. The measures
 * may answer for another state of the world; with the installed ones, this is what an evaluation would say.
 * @throws Problem `request.invalid` for an as-of date in the future, `resource.not-found` without a plan
 */
export async function evaluateWith(
  services: Services,
  dates: EvaluationDates,
  measures: readonly Measure[],
): Promise<SupposedResult[]> {
  const day = today(services.region.timeZone, services.clock);
  if (dates.asOf > day) {
    throw new Problem("request.invalid", {
      zh: `评价时点${dates.asOf}在将来;今天是${day}。`,
      en: `The as-of date ${dates.asOf} lies in the future; today is ${day}.`,
    });
  }
  const { records } = await planServiceOf(services).reader.getState();
  const ids = new Set(measures.map((measure) => measure.id));
  const commitments = records.commitments.filter(({ measure }) => measure && ids.has(measure.evaluator));
  const asked = { ...records, commitments };
  const questions = listExternalQuestions(createWorld(asked), dates, [dates.asOf]);
  const world = createWorld(asked, { externals: await askMeasures({ ...services, measures }, questions) });
  const results: SupposedResult[] = [];
  for (const commitment of commitments) {
    results.push({ commitment, result: evaluateCommitment(world, commitment, dates, [dates.asOf]) });
    await nextTurn();
  }
  return results;
}
