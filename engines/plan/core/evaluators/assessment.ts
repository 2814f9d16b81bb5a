import { type EvaluationDates, type EvidenceInput, type EvidenceStep, textSchema } from "@midreach/kernel/contracts";
import { z } from "zod";
import { addMonths } from "../figures.ts";
import { findOwner } from "../owners.ts";
import type { AssessmentRecord } from "../records.ts";
import type { World } from "../world.ts";
import { defineEvaluator, unknownOutcome } from "./evaluator.ts";

/** A judgement can be used for two years after the date that it judges, like a yearly figure. */
const usableMonths = 24;

/** A person answers the question with 0..100 % and evidence; the latest answer known at the dates counts. */
export const assessmentEvaluator = defineEvaluator({
  id: "assessment",
  title: { zh: "人工评议", en: "Assessment by a person" },
  params: z.strictObject({ question: textSchema }),
  describe: ({ question }) => question,
  references: () => [],
  unitOf: () => "%",
  evaluate({ question }, { world, dates, judgedOn, commitment }) {
    const known = (world.assessments.get(commitment.id) ?? []).filter(
      (row) => row.asOf <= dates.asOf && row.madeOn <= dates.knownBy && row.valuePercent !== null,
    );
    const latest = known.at(-1);
    if (!latest || latest.asOf <= addMonths(judgedOn, -usableMonths)) {
      const owedBy = findOwner(world, commitment);
      return unknownOutcome("%", [
        {
          figure: `assessment:${commitment.id}`,
          label: question,
          period: judgedOn.slice(0, 4),
          ...(owedBy ? { owedBy } : {}),
          reason: latest
            ? { zh: `最近一次评议针对${latest.asOf},过旧`, en: `The latest assessment is of ${latest.asOf}, too old` }
            : { zh: "尚无人评议", en: "Nobody has assessed it yet" },
        },
      ]);
    }
    const value = latest.valuePercent ?? 0;
    const input = toInput(latest, value);
    return {
      low: value,
      high: value,
      unit: "%",
      steps: [{ label: question, value, unit: "%", inputs: [input] }],
      missing: [],
      notes: [],
    };
  },
});

const toInput = (row: AssessmentRecord, value: number): EvidenceInput => ({
  label: { zh: row.judgement, en: row.judgement },
  value,
  unit: "%",
  period: row.asOf,
  source: {
    resource: "assessments",
    title: `${row.madeBy}: ${row.evidenceTitle}`,
    ...(row.evidenceUrl ? { url: row.evidenceUrl } : {}),
    publishedAt: row.madeOn,
    publishedBasis: "stated",
  },
});

/**
 * The latest usable judgement of a commitment that nothing measures, as a step of its evidence: it decides no status,
 * but says what people found. None when nobody has judged it in the two years before.
 */
export function describeJudgement(world: World, commitment: string, dates: EvaluationDates): EvidenceStep[] {
  const latest = (world.assessments.get(commitment) ?? [])
    .filter((row) => row.asOf <= dates.asOf && row.madeOn <= dates.knownBy)
    .at(-1);
  if (!latest || latest.asOf <= addMonths(dates.asOf, -usableMonths)) return [];
  const judged = { zh: `${latest.madeBy}:${latest.judgement}`, en: `${latest.madeBy}: ${latest.judgement}` };
  if (latest.valuePercent === null) {
    // Without a value there is no figure to cite, but the words and where they come from.
    return [{ label: judged, formula: `${latest.evidenceTitle} (${latest.asOf})`, inputs: [] }];
  }
  return [{ label: judged, value: latest.valuePercent, unit: "%", inputs: [toInput(latest, latest.valuePercent)] }];
}
