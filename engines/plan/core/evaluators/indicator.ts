import { z } from "zod";
import { collectFigures, getIndicator } from "../figures.ts";
import { scopeNotes } from "../world.ts";
import {
  aggregateFigures,
  aggregateSchema,
  checkAggregate,
  describePlaced,
  describesOf,
  partialStep,
  placedReferences,
  placesOf,
  placesSchema,
} from "./aggregate.ts";
import { defineEvaluator, unknownOutcome } from "./evaluator.ts";

/** The latest value of an indicator at one place, or over several places, against the target. */
export const indicatorEvaluator = defineEvaluator({
  id: "indicator",
  title: { zh: "指标现值", en: "Indicator value" },
  params: z.strictObject({ indicator: z.string(), places: placesSchema, aggregate: aggregateSchema.optional() }),
  describe: (params, world) => describePlaced(world, params),
  references: placedReferences,
  unitOf: (params, world) => world.indicators.get(params.indicator)?.unit,
  check: checkAggregate,
  evaluate(params, { world, dates, judgedOn }) {
    const places = placesOf(world, params);
    const { unit } = getIndicator(world, params.indicator);
    const collected = collectFigures(world, [params.indicator], places, dates, judgedOn);
    const notes = scopeNotes(world, places);
    if (collected.missing.length > 0) {
      const step = partialStep(world, describePlaced(world, params), collected);
      return unknownOutcome(unit, collected.missing, [step], notes);
    }
    const { value, step, missing } = aggregateFigures(world, params, collected.figures, dates);
    const describes = describesOf(world, params.indicator, collected.figures.values());
    return { low: value, high: value, unit, steps: [step], missing, notes, describes };
  },
});
