import { listFigures } from "../core/figures.ts";
import type { PlanPlace } from "../core/records.ts";
import type { CitySummary, Figure } from "../schemas.ts";
import type { CityPage } from "../schemas-views.ts";
import type { StoredEvaluation } from "../store.ts";
import { filterMissing, gatherMissing } from "./missing.ts";
import { toOwnerRef, toPlaceRef } from "./row-frame.ts";
import { countBoth, countRows, toEvaluationRef, toRow } from "./rows.ts";
import { findScope } from "./scope.ts";
import { oncePerState, type PlanState, type Results } from "./state.ts";

/** No date limits what a page shows as known: the pack's own dates stand with each figure. */
const anyDate = { asOf: "9999-12-31", knownBy: "9999-12-31" };

/** The cities of the plan in the region's order. */
export const toCities = oncePerState((state): readonly CitySummary[] =>
  state.records.places.filter((place) => place.inPlan).map((place) => toCity(state, place)),
);

function toCity(state: PlanState, place: PlanPlace): CitySummary {
  const { plan, places } = state.records;
  const ref = toPlaceRef(state.world, place.code);
  const parent = place.parent === null ? undefined : state.world.places.get(place.parent);
  const rows = state.rows.filter((row) => {
    const scope = findScope(state, row, place.code);
    return scope !== undefined && scope !== "whole";
  });
  return {
    code: place.code,
    name: place.name,
    province: parent ? { id: parent.code, name: parent.name } : null,
    groups: places
      .filter((group) => group.kind === "group" && group.code !== plan.wholePlace && group.members.includes(place.code))
      .map((group) => ({ id: group.code, name: group.name })),
    lon: ref.lon,
    lat: ref.lat,
    population: findFigure(state, plan.weights.population, place.code),
    partial: plan.partialPlaces.includes(place.code),
    total: rows.length,
    ...countBoth(state, rows),
  };
}

function findFigure(state: PlanState, indicatorId: string, place: string): Figure | null {
  const [latest] = listFigures(state.world, indicatorId, place, anyDate);
  const indicator = state.world.indicators.get(indicatorId);
  if (!latest || !indicator) return null;
  const row = latest.observation;
  return {
    indicator: { id: indicator.id, name: indicator.name },
    value: row.value,
    unit: row.unit,
    period: row.period,
    publishedAt: row.publishedAt,
    publishedBasis: row.publishedBasis,
    sourceTitle: row.sourceTitle,
    sourceUrl: row.sourceUrl,
    note: row.note,
  };
}

/** Page of a city, or of any other place; undefined when the region has no such place. */
export function findCityPage(
  state: PlanState,
  code: string,
  evaluation: StoredEvaluation | undefined,
  results: Results,
): CityPage | undefined {
  const place = state.world.places.get(code);
  if (!place) return undefined;
  const scoped = state.rows.flatMap((row) => {
    const scope = findScope(state, row, code);
    return scope ? [{ row, scope }] : [];
  });
  const whole = scoped.filter(({ scope }) => scope === "whole").map(({ row }) => row);
  return {
    place: toPlaceRef(state.world, code),
    summary: place.inPlan ? toCity(state, place) : null,
    notes: place.inPlan && state.records.plan.partialPlaces.includes(code) ? [...state.records.plan.notes] : [],
    evaluation: evaluation ? toEvaluationRef(state, evaluation) : null,
    rows: scoped
      .filter(({ scope }) => scope !== "whole")
      .map(({ row, scope }) => ({ ...toRow(state, row, results), scope })),
    wholeRegion: { total: whole.length, latest: state.latest ? countRows(whole, state.latestResults) : null },
    figures: state.records.indicators.flatMap((indicator) => findFigure(state, indicator.id, code) ?? []),
    owners: state.records.organisations.filter((body) => body.jurisdiction === code).map(toOwnerRef),
    missing: filterMissing(gatherMissing(state, results), { place: code }),
  };
}
