import { textSchema } from "@midreach/kernel/contracts";
import { z } from "zod";
import { addMonths } from "../figures.ts";
import { findOwner } from "../owners.ts";
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
    const input = {
      label: { zh: latest.judgement, en: latest.judgement },
      value,
      unit: "%",
      period: latest.asOf,
      source: {
        resource: "assessments",
        title: `${latest.madeBy}: ${latest.evidenceTitle}`,
        ...(latest.evidenceUrl ? { url: latest.evidenceUrl } : {}),
        publishedAt: latest.madeOn,
        publishedBasis: "stated" as const,
      },
    };
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
