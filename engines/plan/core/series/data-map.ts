import { findEvaluator } from "../evaluators/index.ts";
import { duePeriod, isFresh, listFigures } from "../figures.ts";
import type { Indicator, Observation } from "../records.ts";
import { expandPlaces, findOwing, type World } from "../world.ts";

/** `present`: can be judged by; `stale`: there is one, but of too long ago; `missing`: there is none. */
export const cellStates = ["present", "stale", "missing"] as const;
export type CellState = (typeof cellStates)[number];

/** One indicator at one place, as known on a day. */
export interface DataMapCell {
  readonly indicator: Indicator;
  readonly place: string;
  readonly state: CellState;
  /** The last period that had ended: the figure that one would want. */
  readonly due: string;
  readonly latest: Observation | undefined;
  /** The latest figure revises one that was published before. */
  readonly revised: boolean;
  readonly owedBy: string | undefined;
  /** Commitments that are measured by it. */
  readonly commitments: readonly string[];
}

/**
 * Every indicator at every place where a commitment is measured by it or a figure is known.
 * @param day as known on that day, of periods that had ended by then
 */
export function listDataMap(world: World, day: string): DataMapCell[] {
  const waiting = listWanted(world);
  return world.records.indicators.flatMap((indicator) => {
    const wanted = waiting.get(indicator.id) ?? new Map<string, Set<string>>();
    const places = new Set([...wanted.keys(), ...placesWithFigures(world, indicator.id)]);
    return [...places].map((place) => toCell(world, indicator, place, day, [...(wanted.get(place) ?? [])]));
  });
}

function toCell(
  world: World,
  indicator: Indicator,
  place: string,
  day: string,
  commitments: readonly string[],
): DataMapCell {
  const [latest] = listFigures(world, indicator.id, place, { asOf: day, knownBy: day });
  return {
    indicator,
    place,
    state: latest ? (isFresh(latest, indicator, day) ? "present" : "stale") : "missing",
    due: duePeriod(indicator, day),
    latest: latest?.observation,
    revised: (latest?.superseded.length ?? 0) > 0,
    owedBy: findOwing(world, indicator.owes, place),
    commitments,
  };
}

type Wanted = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** Commitments by indicator and place of their measures. */
function listWanted(world: World): Wanted {
  const wanted = new Map<string, Map<string, Set<string>>>();
  for (const { id, measure } of world.records.commitments) {
    const evaluator = measure ? findEvaluator(measure.evaluator) : undefined;
    if (!measure || !evaluator) continue;
    const references = evaluator.references(evaluator.params.parse(measure.params));
    const idsOf = (kind: string) => references.filter((row) => row.kind === kind).map((row) => row.id);
    const places = expandPlaces(world, idsOf("place"));
    for (const indicator of idsOf("indicator")) {
      const byPlace = wanted.get(indicator) ?? new Map<string, Set<string>>();
      wanted.set(indicator, byPlace);
      for (const place of places) byPlace.set(place, (byPlace.get(place) ?? new Set()).add(id));
    }
  }
  return wanted;
}

const indexed = new WeakMap<World, Map<string, Set<string>>>();

/** Places at which any figure of an indicator is known. */
function placesWithFigures(world: World, indicator: string): Iterable<string> {
  let byIndicator = indexed.get(world);
  if (!byIndicator) {
    byIndicator = new Map();
    for (const row of world.records.observations) {
      byIndicator.set(row.indicator, (byIndicator.get(row.indicator) ?? new Set()).add(row.place));
    }
    indexed.set(world, byIndicator);
  }
  return byIndicator.get(indicator) ?? [];
}
