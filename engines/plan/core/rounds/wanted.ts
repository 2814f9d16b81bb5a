import { findEvaluator } from "../evaluators/index.ts";
import { duePeriod } from "../figures.ts";
import type { Commitment } from "../register.ts";
import { expandPlaces, type World } from "../world.ts";
import { findTerritory } from "./assign.ts";
import type { WantedFigure } from "./report.ts";
import type { WantedRecords } from "./reported.ts";

/** A unit is never asked for more figures than this about one task. */
const mostFigures = 200;

/**
 * The figures that a commitment is measured by and a unit can give: its measure's indicators, at those of its measure's
 * places that lie in the unit's territory, for the last period that had ended on `day`.
 */
export function listWantedFigures(
  world: World,
  commitment: Commitment,
  organisation: string,
  day: string,
): WantedFigure[] {
  const { measure } = commitment;
  const evaluator = measure ? findEvaluator(measure.evaluator) : undefined;
  if (!measure || !evaluator) return [];
  const references = evaluator.references(evaluator.params.parse(measure.params));
  const named = references.filter((reference) => reference.kind === "place").map((reference) => reference.id);
  const territory = findTerritory(world, organisation);
  const places = expandPlaces(world, named.length > 0 ? named : commitment.places).filter(
    (place) => territory === undefined || territory.has(place),
  );
  const ids = references.filter((reference) => reference.kind === "indicator").map((reference) => reference.id);
  return [...new Set(ids)]
    .flatMap((id) => {
      const indicator = world.indicators.get(id);
      if (!indicator) return [];
      return places.map((place) => ({ indicator: id, place, period: duePeriod(indicator, day) }));
    })
    .slice(0, mostFigures);
}

/** What a unit may report about a commitment: events of projects in its territory or owed by it, and its assessment. */
export function listWantedRecords(world: World, commitment: Commitment, organisation: string): WantedRecords {
  const { measure } = commitment;
  if (!measure) return { projects: [], assessment: "words" };
  if (measure.evaluator === "assessment") return { projects: [], assessment: "percent" };
  const evaluator = findEvaluator(measure.evaluator);
  const references = evaluator?.references(evaluator.params.parse(measure.params)) ?? [];
  const territory = findTerritory(world, organisation);
  const projects = references
    .filter((reference) => reference.kind === "project")
    .flatMap(({ id }) => world.projects.get(id) ?? [])
    .filter(
      ({ places }) => territory === undefined || places.length === 0 || places.some((code) => territory.has(code)),
    )
    .map((project) => project.id);
  return { projects: [...new Set(projects)], assessment: null };
}
