import { type MissingFigure, sayInSchema, type Text } from "@midreach/kernel/contracts";
import { z } from "zod";
import { collectFigures, type Figure, findFigureWithin, getIndicator, missingFigure } from "../figures.ts";
import { formatFigure } from "../status.ts";
import { observationKey, scopeNotes } from "../world.ts";
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
import { defineEvaluator, type EvaluationContext, unknownOutcome } from "./evaluator.ts";

const paramsSchema = z.strictObject({
  indicator: z.string(),
  places: placesSchema,
  aggregate: aggregateSchema.optional(),
  /** Year (or month) with which the latest figure is compared. */
  from: z.string().regex(/^\d{4}(-\d{2})?$/, sayInSchema({ zh: "写年或月", en: "a year or a month" })),
  /** `percent`: total growth; `annual-percent`: compound yearly rate; `difference`: in the indicator's unit. */
  mode: z.enum(["percent", "annual-percent", "difference"]),
});
type Params = z.infer<typeof paramsSchema>;

const modeNames: Readonly<Record<Params["mode"], Text>> = {
  percent: { zh: "增长率", en: "growth" },
  "annual-percent": { zh: "年均增长率", en: "yearly growth" },
  difference: { zh: "增减量", en: "change" },
};

/** How much an indicator has grown since a given year. */
export const growthEvaluator = defineEvaluator<Params>({
  id: "growth",
  title: { zh: "增长", en: "Growth" },
  params: paramsSchema,
  describe(params, world) {
    const placed = describePlaced(world, params);
    const mode = modeNames[params.mode];
    return { zh: `${placed.zh},${params.from}年以来${mode.zh}`, en: `${placed.en}, ${mode.en} since ${params.from}` };
  },
  references: placedReferences,
  unitOf: (params) => (params.mode === "difference" ? undefined : "%"),
  check: checkAggregate,
  evaluate(params, context) {
    const { world, dates, judgedOn, measure } = context;
    const { unit } = measure.target;
    const places = placesOf(world, params);
    const notes = scopeNotes(world, places);
    const label = describePlaced(world, params);
    const latest = collectFigures(world, [params.indicator], places, dates, judgedOn);
    const start = collectStart(params, places, context);
    const missing = [...start.missing, ...latest.missing];
    if (missing.length > 0) {
      const known = { ...latest, figures: new Map([...start.figures, ...latest.figures]) };
      return unknownOutcome(unit, missing, [partialStep(world, label, known)], notes);
    }
    const before = aggregateFigures(world, params, start.figures, dates);
    const now = aggregateFigures(world, params, latest.figures, dates);
    const steps = [withPeriod(before.step, params.from), withPeriod(now.step, latest.period ?? "")];
    if (before.value === null || now.value === null) {
      return unknownOutcome(unit, [...before.missing, ...now.missing], steps, notes);
    }
    const years = yearsBetween(start.figures, latest.figures);
    const grown = grow(before.value, now.value, params.mode, years);
    const describes = describesOf(world, params.indicator, latest.figures.values());
    const mode = modeNames[params.mode];
    const step = {
      label: mode,
      unit,
      inputs: [],
      value: grown?.value ?? null,
      ...(grown ? { formula: grown.formula } : {}),
    };
    if (!grown) return unknownOutcome(unit, [], [...steps, step], [...notes, notComputable]);
    return { low: grown.value, high: grown.value, unit, steps: [...steps, step], missing: [], notes, describes };
  },
});

const notComputable: Text = {
  zh: "起始值不大于零,或尚无更晚的数据,无法计算增长率。",
  en: "The starting value is not above zero, or there is no later figure: no growth rate can be computed.",
};

function collectStart(params: Params, places: readonly string[], context: EvaluationContext) {
  const { world, dates } = context;
  const figures = new Map<string, Figure>();
  const missing: MissingFigure[] = [];
  for (const place of places) {
    const figure = findFigureWithin(world, params.indicator, place, params.from, dates);
    if (figure) figures.set(observationKey(params.indicator, place), figure);
    else missing.push(missingFigure(world, getIndicator(world, params.indicator), place, params.from));
  }
  return { figures, missing };
}

function withPeriod<Step extends { label: Text }>(step: Step, period: string): Step {
  return { ...step, label: { zh: `${period}:${step.label.zh}`, en: `${period}: ${step.label.en}` } };
}

/** Years between the ends of the two periods; whole when both are calendar years. */
function yearsBetween(start: ReadonlyMap<string, Figure>, latest: ReadonlyMap<string, Figure>): number {
  const [from] = start.values();
  const [to] = latest.values();
  if (!from || !to) return 0;
  const days = (Date.parse(to.observation.periodEnd) - Date.parse(from.observation.periodEnd)) / 86_400_000;
  return Math.round((days / 365.2425) * 100) / 100;
}

function grow(
  before: number,
  now: number,
  mode: Params["mode"],
  years: number,
): { value: number; formula: string } | undefined {
  const [a, b] = [formatFigure(before), formatFigure(now)];
  if (years <= 0) return undefined;
  if (mode === "difference") return { value: now - before, formula: `${b} - ${a}` };
  if (before <= 0) return undefined;
  if (mode === "percent") return { value: (now / before - 1) * 100, formula: `(${b} / ${a} - 1) × 100` };
  if (now < 0) return undefined;
  return { value: ((now / before) ** (1 / years) - 1) * 100, formula: `((${b} / ${a})^(1/${years}) - 1) × 100` };
}
