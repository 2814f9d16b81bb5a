import type { EvidenceInput, MissingFigure } from "@midreach/kernel/contracts";
import { z } from "zod";
import { targetSchema } from "../../schemas.ts";
import { collectFigures, type Figure, getIndicator, toInputs } from "../figures.ts";
import { formatFigure, isSatisfied } from "../status.ts";
import { expandPlaces, joinPlaceNames, observationKey, scopeNotes } from "../world.ts";
import { describesOf, placeReferences, placesSchema } from "./aggregate.ts";
import { defineEvaluator } from "./evaluator.ts";

/**
 * Percent of the places that meet a condition. Places without a fresh figure leave a range: from all of them failing
 * to all of them meeting it.
 */
export const shareEvaluator = defineEvaluator({
  id: "share",
  title: { zh: "达标地方的比例", en: "Share of places that meet a condition" },
  params: z.strictObject({
    places: placesSchema,
    condition: z.strictObject({
      indicator: z.string(),
      comparator: targetSchema.shape.comparator,
      value: z.number(),
    }),
  }),
  describe({ places, condition }, world) {
    const indicator = getIndicator(world, condition.indicator);
    const names = joinPlaceNames(world, places);
    const test = `${condition.comparator} ${formatFigure(condition.value)} ${indicator.unit}`;
    return {
      zh: `${names.zh}中${indicator.name.zh} ${test} 的比例`,
      en: `Share of ${names.en} with ${indicator.name.en} ${test}`,
    };
  },
  references: ({ places, condition }) => [
    { kind: "indicator", id: condition.indicator, path: "condition.indicator" },
    ...placeReferences(places),
  ],
  unitOf: () => "%",
  evaluate(params, { world, dates, judgedOn }) {
    const places = expandPlaces(world, params.places);
    const inputs: EvidenceInput[] = [];
    const missing: MissingFigure[] = [];
    const used: Figure[] = [];
    let meeting = 0;
    for (const place of places) {
      const collected = collectFigures(world, [params.condition.indicator], [place], dates, judgedOn);
      const figure = collected.figures.get(observationKey(params.condition.indicator, place));
      if (figure) {
        inputs.push(...toInputs(world, figure));
        used.push(figure);
        if (isSatisfied(figure.observation.value, params.condition)) meeting += 1;
      }
      missing.push(...collected.missing);
    }
    const low = (meeting / places.length) * 100;
    const high = ((meeting + missing.length) / places.length) * 100;
    const label = this.describe(params, world);
    const range = missing.length > 0 ? ` … ${formatFigure(high)}` : "";
    const formula = `${meeting} / ${places.length} × 100 = ${formatFigure(low)}${range}`;
    const nothing = missing.length === places.length;
    return {
      low: nothing ? null : low,
      high: nothing ? null : high,
      unit: "%",
      steps: [{ label, formula, value: nothing ? null : low, unit: "%", inputs }],
      missing,
      notes: scopeNotes(world, places),
      describes: describesOf(world, params.condition.indicator, used),
    };
  },
});
