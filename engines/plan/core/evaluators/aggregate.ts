import type { EvaluationDates, EvidenceStep, MissingFigure, Text } from "@midreach/kernel/contracts";
import { z } from "zod";
import {
  type Collected,
  earliestEnd,
  type Figure,
  figureValue,
  findWeight,
  getIndicator,
  missingFigure,
  toInputs,
} from "../figures.ts";
import { intervalMonths } from "../records.ts";
import { formatFigure } from "../status.ts";
import { expandPlaces, joinPlaceNames, type World } from "../world.ts";
import type { Outcome, Reference } from "./evaluator.ts";

/** How the figures of several places become one. */
export const aggregateSchema = z.enum(["sum", "population-mean", "area-mean"]);
export type Aggregate = z.infer<typeof aggregateSchema>;

export const placesSchema = z.array(z.string()).min(1);

export interface PlacedParams {
  readonly indicator: string;
  readonly places: readonly string[];
  readonly aggregate?: Aggregate | undefined;
}

export interface Aggregated {
  readonly value: number | null;
  readonly step: EvidenceStep;
  readonly missing: readonly MissingFigure[];
}

/** With an aggregate, groups stand for their members; without one, for themselves (a figure of the whole group). */
export function placesOf(world: World, params: PlacedParams): string[] {
  return params.aggregate === undefined ? [...params.places] : expandPlaces(world, params.places);
}

/** Several places need an aggregate; one place (or a group with a figure of its own) must not have to. */
export function checkAggregate(params: PlacedParams): Text[] {
  return params.places.length > 1 && params.aggregate === undefined
    ? [
        {
          zh: "有几个地点时要写明几地合并的方法:sum(合计)、population-mean(按人口加权平均)或area-mean(按面积加权平均)",
          en: "several places need an aggregate: sum, population-mean or area-mean",
        },
      ]
    : [];
}

/** References of the parameters that `indicator` and `growth` share. */
export function placedReferences(params: PlacedParams): Reference[] {
  return [{ kind: "indicator", id: params.indicator, path: "indicator" }, ...placeReferences(params.places)];
}

/** References of a list of places, with where in the parameters each stands. */
export const placeReferences = (places: readonly string[], name = "places"): Reference[] =>
  places.map((id, index) => ({ kind: "place", id, path: `${name}[${index}]` }));

const aggregateNames: Readonly<Record<Aggregate, Text>> = {
  sum: { zh: "合计", en: "sum" },
  "population-mean": { zh: "按人口加权平均", en: "population-weighted mean" },
  "area-mean": { zh: "按面积加权平均", en: "area-weighted mean" },
};

/** `武汉、长沙:GDP(合计)` */
export function describePlaced(world: World, params: PlacedParams): Text {
  const indicator = getIndicator(world, params.indicator);
  const places = joinPlaceNames(world, params.places);
  const how = params.aggregate ? aggregateNames[params.aggregate] : undefined;
  return {
    zh: `${places.zh}:${indicator.name.zh}${how ? `(${how.zh})` : ""}`,
    en: `${places.en}: ${indicator.name.en}${how ? ` (${how.en})` : ""}`,
  };
}

/**
 * One value out of the figures of one period. A mean weighs each place by its latest known population or area;
 * when a weight is missing there is no mean, and the weight is listed as missing.
 */
export function aggregateFigures(
  world: World,
  params: PlacedParams,
  figures: ReadonlyMap<string, Figure>,
  dates: EvaluationDates,
): Aggregated {
  const places = placesOf(world, params);
  const indicator = getIndicator(world, params.indicator);
  const inputs = [...figures.values()].flatMap((figure) => toInputs(world, figure));
  const values = places.map((place) => figureValue(figures, params.indicator, place));
  const label = describePlaced(world, params);
  if (params.aggregate === undefined || params.aggregate === "sum") {
    const value = values.reduce((total, one) => total + one, 0);
    const formula = values.length > 1 ? joinFormula(values.map(formatFigure), value) : undefined;
    const step = { label, value, unit: indicator.unit, inputs, ...(formula ? { formula } : {}) };
    return { value, step, missing: [] };
  }
  const { weights } = world.records.plan;
  const weightId = params.aggregate === "population-mean" ? weights.population : weights.area;
  const found = places.map((place) => findWeight(world, weightId, place, dates));
  const missing = places.flatMap((place, index) =>
    found[index] ? [] : [missingFigure(world, getIndicator(world, weightId), place, dates.asOf.slice(0, 4))],
  );
  const weightInputs = found.flatMap((figure) => (figure ? toInputs(world, figure) : []));
  if (missing.length > 0) {
    return {
      value: null,
      step: { label, value: null, unit: indicator.unit, inputs: [...inputs, ...weightInputs] },
      missing,
    };
  }
  const numbers = found.map((figure) => figure?.observation.value ?? 0);
  const total = numbers.reduce((sum, one) => sum + one, 0);
  const value = values.reduce((sum, one, index) => sum + one * (numbers[index] ?? 0), 0) / total;
  const terms = values.map((one, index) => `${formatFigure(one)}×${formatFigure(numbers[index] ?? 0)}`);
  const formula = `(${terms.join(" + ")}) / ${formatFigure(total)} = ${formatFigure(value)}`;
  return {
    value,
    step: { label, formula, value, unit: indicator.unit, inputs: [...inputs, ...weightInputs] },
    missing: [],
  };
}

/** The step that shows what is known when something is missing. */
export function partialStep(world: World, label: Text, collected: Collected): EvidenceStep {
  const known = [...collected.figures.values(), ...collected.stale];
  return { label, value: null, inputs: known.flatMap((figure) => toInputs(world, figure)) };
}

/** Period that a value made of these figures describes. */
export function describesOf(world: World, indicator: string, figures: Iterable<Figure>): Outcome["describes"] {
  const end = earliestEnd(figures);
  return end ? { end, intervalMonths: intervalMonths[getIndicator(world, indicator).frequency] } : undefined;
}

const joinFormula = (terms: readonly string[], value: number): string =>
  `${terms.join(" + ")} = ${formatFigure(value)}`;
