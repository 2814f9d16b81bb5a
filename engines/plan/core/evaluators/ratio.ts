import { z } from "zod";
import { collectFigures, figureValue, getIndicator, toInputs } from "../figures.ts";
import { formatFigure } from "../status.ts";
import { expandPlaces, joinPlaceNames, observationKey, scopeNotes } from "../world.ts";
import { describesOf, partialStep, placeReferences, placesSchema } from "./aggregate.ts";
import { defineEvaluator, unknownOutcome } from "./evaluator.ts";

/** One indicator divided by another, of the same period; over several places the ratio of the sums. */
export const ratioEvaluator = defineEvaluator({
  id: "ratio",
  title: { zh: "比率", en: "Ratio" },
  params: z.strictObject({
    numerator: z.string(),
    denominator: z.string(),
    places: placesSchema,
    /** 100 for a percentage. */
    scale: z.number().positive().default(1),
  }),
  describe(params, world) {
    const top = getIndicator(world, params.numerator).name;
    const bottom = getIndicator(world, params.denominator).name;
    const places = joinPlaceNames(world, params.places);
    return { zh: `${places.zh}:${top.zh} ÷ ${bottom.zh}`, en: `${places.en}: ${top.en} / ${bottom.en}` };
  },
  references: (params) => [
    { kind: "indicator", id: params.numerator, path: "numerator" },
    { kind: "indicator", id: params.denominator, path: "denominator" },
    ...placeReferences(params.places),
  ],
  unitOf: (params) => (params.scale === 100 ? "%" : undefined),
  evaluate(params, { world, dates, judgedOn, measure }) {
    const { unit } = measure.target;
    const places = expandPlaces(world, params.places);
    const notes = scopeNotes(world, places);
    const label = this.describe(params, world);
    const collected = collectFigures(world, [params.numerator, params.denominator], places, dates, judgedOn);
    if (collected.missing.length > 0) {
      return unknownOutcome(unit, collected.missing, [partialStep(world, label, collected)], notes);
    }
    const sum = (indicator: string): number =>
      places.reduce((total, place) => total + figureValue(collected.figures, indicator, place), 0);
    const stepOf = (indicator: string) => ({
      label: getIndicator(world, indicator).name,
      value: sum(indicator),
      unit: getIndicator(world, indicator).unit,
      inputs: places.flatMap((place) => {
        const figure = collected.figures.get(observationKey(indicator, place));
        return figure ? toInputs(world, figure) : [];
      }),
    });
    const steps = [stepOf(params.numerator), stepOf(params.denominator)];
    const [top, bottom] = [sum(params.numerator), sum(params.denominator)];
    if (bottom === 0) {
      return unknownOutcome(unit, [], steps, [...notes, { zh: "分母为零。", en: "The denominator is zero." }]);
    }
    const value = (top / bottom) * params.scale;
    const scaled = params.scale === 1 ? "" : ` × ${params.scale}`;
    const formula = `${formatFigure(top)} / ${formatFigure(bottom)}${scaled} = ${formatFigure(value)}`;
    const describes = describesOf(world, params.numerator, collected.figures.values());
    return {
      low: value,
      high: value,
      unit,
      steps: [...steps, { label, formula, value, unit, inputs: [] }],
      missing: [],
      notes,
      describes,
    };
  },
});
